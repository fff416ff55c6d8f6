"""The questions about a new project, one on a page."""
