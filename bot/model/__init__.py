"""The nouns of the week; frozen values that know nothing of chat, databases or files."""
