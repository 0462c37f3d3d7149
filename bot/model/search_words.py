"""The words of a line as they are sought: without case and accents, in any alphabet."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
LONGEST = 64  # characters of a word that count; an address or a blob is longer


def sought_words(line: str) -> list[str]:
    """The words of a line in its order: the same for every database, whatever it makes of languages."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", line).casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return [word[:LONGEST] for word in _WORD.findall(bare)]
