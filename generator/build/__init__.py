"""From a workspace to its written Markdown pages: what the command and the plugin share."""
