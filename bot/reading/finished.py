"""Whether a matter is closed."""

from bot.reading.plain import either, flat
from bot.reading.vocabulary.cues import FINISHED, NOT_FINISHED

_FINISHED = either(FINISHED)
_NOT_FINISHED = either(NOT_FINISHED)


def is_finished(text: str) -> bool:
    """Whether a text says that the matter is closed."""
    line = flat(text)
    return _FINISHED.search(line) is not None and _NOT_FINISHED.search(line) is None
