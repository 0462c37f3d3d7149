"""Regular expressions from the tables of words: some take long to compile, and few are always needed."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class LatePattern:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, expression: str) -> None:
        self._expression = expression

    def search(self, text: str) -> re.Match[str] | None:
        """Find it anywhere in a text."""
        return self._compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Find it at the beginning of a text."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Find it as the whole of a text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find it wherever it is in a text."""
        return self._compiled.finditer(text)

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with something else wherever it is."""
        return self._compiled.sub(instead, text)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._expression)
