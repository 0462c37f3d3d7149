"""What comes in from Slack: kept, acknowledged, and handed to the verbs of the week."""
