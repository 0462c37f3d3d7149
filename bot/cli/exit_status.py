"""With what the program ends where something is not as it should be."""

FAILED, WRONG = 1, 2
