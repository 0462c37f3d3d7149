"""What people write in Slack, and what is said to them, as words without Slack's notation. Pure."""
