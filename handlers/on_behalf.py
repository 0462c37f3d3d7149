"""Reports for an area by somebody who does not lead it. Pure."""

import difflib
from dataclasses import replace

from bot.model.call import Area, Call
from bot.model.words import Document, Span


def reported_by(reporter: str, document: Document) -> Document:
    """The same words, each statement with the name of who reported it."""
    by = Span(f" (reported by {reporter})")
    return tuple(
        replace(line, words=(*line.words, by)) if line.words and line.level == 0 else line
        for line in document
    )


def area_meant(call: Call, named: str) -> Area | None:
    """The area somebody names, forgiving a slip."""
    by_name = {area.name.casefold(): area for area in call.areas}
    near = difflib.get_close_matches(named.strip().casefold(), by_name, n=1, cutoff=0.75)
    return by_name[near[0]] if near else None
