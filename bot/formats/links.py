"""Web addresses: found in what somebody typed, and fit to be followed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.model.words import Span, Words, plain

_ADDRESS = re.compile(r"(?<![^\W_])https?://[^\s<>|\"]+", re.IGNORECASE)
_FOLLOWED = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_ENDING = ".,;:!?*'\"~_`"
_PAIRS = {")": "(", "]": "["}


def linked(line: Words) -> Words:
    """The same words with every typed web address as a link; what cannot be followed becomes text."""
    return tuple(piece for span in line for piece in _pieces(span))


def _pieces(span: Span) -> Iterator[Span]:
    if span.url is not None and _FOLLOWED.match(span.url):
        yield span if span.text else replace(span, text=span.url)
    elif span.url is not None:
        yield from _pieces(replace(span, text=plain((span,)), url=None))
    elif span.code or "://" not in span.text:
        yield span
    else:
        yield from _typed(span)


def _typed(span: Span) -> Iterator[Span]:
    """Cut a span at the addresses in it."""
    done = 0
    for match in _ADDRESS.finditer(span.text):
        address = _trimmed(match.group())
        if address.endswith("//"):
            continue
        if match.start() > done:
            yield replace(span, text=span.text[done : match.start()])
        yield replace(span, text=address, url=address)
        done = match.start() + len(address)
    if done < len(span.text):
        yield replace(span, text=span.text[done:])


def _trimmed(address: str) -> str:
    """Leave the punctuation of the sentence out of the address."""
    counts = {sign: address.count(sign) for sign in "()[]"}
    end = len(address)
    while end:
        sign = address[end - 1]
        if sign in _PAIRS and counts[sign] > counts[_PAIRS[sign]]:
            counts[sign] -= 1
        elif sign not in _ENDING:
            break
        end -= 1
    return address[:end]
