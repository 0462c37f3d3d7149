"""Setting a call up: its overview, the forms that change it, and what follows."""
