"""Block Kit, as Slack takes and refuses it, and the text beside it."""
