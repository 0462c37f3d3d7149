"""How the tables of phrases are written down."""

import re

_NAME = re.compile(r"<([a-z]+)>")


def phrases(text: str, **parts: str) -> tuple[str, ...]:
    """Read a table: a phrase a line, in which `<name>` stands for one of the parts.

    An indented line goes on with the one above: as it is when it begins with `|`, else behind a space.
    """
    joined = re.sub(r"\n +", " ", re.sub(r"\n +(?=\|)", "", text))
    lines = (line for line in joined.split("\n") if line and not line.startswith("#"))
    return tuple(_NAME.sub(lambda name: parts[name[1]], line) for line in lines)


def phrase(text: str, **parts: str) -> str:
    """Read a single phrase, a part of others."""
    return "".join(phrases(text, **parts))


def listed(text: str) -> tuple[str, ...]:
    """Read a list: words and phrases as they stand, with `|` or a line that begins with `#` between them."""
    lines = (line for line in text.strip().splitlines())
    joined = "".join("|" if line.startswith("# ") else line for line in lines)
    return tuple(dict.fromkeys(each for each in joined.split("|") if each))
