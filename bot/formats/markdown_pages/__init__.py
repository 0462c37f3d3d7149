"""Minutes that people keep in Markdown, read as the wiki page that says the same. Pure."""
