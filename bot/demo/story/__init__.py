"""The week that the demo plays: its people and scenes."""
