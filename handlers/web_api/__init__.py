"""Slack's Web API: what is said, looked up and read back, and what became of each request."""
