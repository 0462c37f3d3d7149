"""What cannot be understood, or in two ways. Pure."""

from collections.abc import Iterable
from datetime import date


class Unclear(ValueError):
    """An argument that can mean two things, or nothing; the message is one line: what to write instead.

    Where the words `words` can be two dates, `readings` are these.
    """

    def __init__(self, said: str, *, words: str = "", readings: Iterable[date] = ()) -> None:
        super().__init__(" ".join(said.split()))  # what was typed may have line breaks
        self.words = words
        self.readings = tuple(readings)
