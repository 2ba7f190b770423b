"""Convert the Markdown of our pages to HTML, as Python-Markdown does, in a fraction of the time.

Only the forms that our templates write are supported. A page with any other form, from templates of
a workspace, is left to Python-Markdown, so every page has the HTML that Python-Markdown gives it.
"""
