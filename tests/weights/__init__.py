"""The tool that weighs words for `bot/reading/emergency_score.py`; the bot does not need it."""
