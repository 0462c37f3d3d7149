"""Voice and video clips that people record in Slack: what Slack wrote down of what was said. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.model.words import Line, Span
from handlers.untrusted_json import mapping_of, mappings_in, text_of

_CLIPS = {"slack_audio": "voice clip", "slack_video": "video clip"}
_SENTENCE = re.compile(r"(?<=[.!?\u3002])\s+(?=[^\W\d_])")


def is_clip(file: Mapping[str, Any]) -> bool:
    """Whether a file was recorded in Slack, so that its words count and not the file."""
    return text_of(file.get("subtype")) in _CLIPS


def transcripts(message: Mapping[str, Any]) -> Iterator[Line]:
    """What was said in the clips of a message, as far as Slack tells; each sentence is a line."""
    for file in mappings_in(message.get("files")):
        if is_clip(file) and (said := _transcript(file)):
            yield from (Line((Span(sentence),)) for sentence in _sentences(said))


def unheard(message: Mapping[str, Any]) -> Iterator[str]:
    """What of the clips of a message could not be read, in words for their author."""
    for file in mappings_in(message.get("files")):
        if not is_clip(file):
            continue
        kind = _CLIPS[text_of(file.get("subtype"))]
        if not _transcript(file):
            yield f"Slack has not written down what is said in the {kind}"
        elif _preview(file).get("has_more") is True:
            yield f"Slack shows me only how what is said in the {kind} begins"


def _transcript(file: Mapping[str, Any]) -> str:
    """What was said, as far as Slack's preview goes; nothing while Slack is still listening."""
    if mapping_of(file.get("transcription")).get("status") != "complete":
        return ""
    return " ".join(text_of(_preview(file).get("content")).split())


def _preview(file: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping_of(mapping_of(file.get("transcription")).get("preview"))


def _sentences(said: str) -> Iterator[str]:
    """What was said, by sentences; one that begins with a small letter goes on with the one before."""
    begin = 0
    for gap in _SENTENCE.finditer(said):
        if not said[gap.end()].islower():
            yield said[begin : gap.start()]
            begin = gap.end()
    yield said[begin:]
