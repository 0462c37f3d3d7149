"""The bot's home: what each person has to do with the calls."""
