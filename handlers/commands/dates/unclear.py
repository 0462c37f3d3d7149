"""What cannot be understood, or in two ways. Pure."""

from collections.abc import Container, Iterable
from datetime import date

ONE_LEFT = "“{words}” can be two dates, and only one of them is possible here: do you mean {one}?"
NONE_LEFT = "“{words}” can be {each}, and neither is possible here"


class Unclear(ValueError):
    """An argument that can mean two things, or nothing; the message is one line: what to write instead.

    Where the words `words` can be two dates, `readings` are these.
    """

    def __init__(self, said: str, *, words: str = "", readings: Iterable[date] = ()) -> None:
        super().__init__(" ".join(said.split()))  # what was typed may have line breaks
        self.words = words
        self.readings = tuple(readings)

    def among(self, possible: Container[date]) -> "Unclear":
        """The same with those readings only that are possible; it says so where one or none is left."""
        left = tuple(day for day in self.readings if day in possible)
        if left == self.readings:
            return self
        each = [f"{day:%B} {day.day}, {day.year}" for day in left or self.readings]
        said = ONE_LEFT if left else NONE_LEFT
        told = said.format(words=self.words, one=each[0], each=" or ".join(each))
        return Unclear(told, words=self.words, readings=left)
