"""Our pages' Markdown to HTML, as Python-Markdown does it, in a small part of its time.

The Markdown that our templates write is narrow: `inline` and `blocks` know it form by form, and
nothing else. A page in which anything else stands (a workspace's own templates may write what
they like) is given to Python-Markdown: so it is never read otherwise than any builder reads it.
"""
