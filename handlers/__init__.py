"""Slack: ears and mouth. Nothing behind this package sees a Slack dictionary."""
