"""What Slack attaches to a message: what was pasted or forwarded with it, and previews of its links. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.model.words import Document, Line
from handlers.text.mrkdwn import unescaped
from handlers.untrusted_json import mapping_of, mappings_in, text_of

Message = Mapping[str, Any]

DEEPEST = 3  # a message forwarded in a message forwarded in one; nobody reads further
_LINKS = ("from_url", "original_url", "app_unfurl_url")
_NO_FALLBACK = "[no preview available]"


def pasted(message: Message) -> Iterator[Message]:
    """The attachments that are the writer's own: blocks, such as a pasted table, that preview no link."""
    mine = (each for each in _attachments(message) if not _is_of_a_message(each) and not _url(each))
    return (each for each in mine if each.get("blocks") and not each.get("bot_id"))


def forwarded(message: Message, written: Document) -> Iterator[Message]:
    """The attachments that are somebody's message, passed on.

    A link to a message inside a sentence is only previewed; one that stands alone passes the message on.
    """
    linked = {span.url for line in written for span in line.words if span.url}
    alone = all(is_only_a_link(line) for line in written if line.words)
    for each in _attachments(message):
        if _is_of_a_message(each) and (each.get("is_share") is True or alone or _url(each) not in linked):
            yield each


def as_message(attachment: Message) -> Message:
    """What an attachment holds, in the shape of a message of its own without a text."""
    inner = [
        mapping_of(each.get("message")) or {"blocks": [each]}
        for each in mappings_in(attachment.get("message_blocks"))
    ]
    blocks = [block for each in inner for block in mappings_in(each.get("blocks"))]
    attachments = [below for each in inner for below in mappings_in(each.get("attachments"))]
    files = [file for each in inner for file in mappings_in(each.get("files"))]
    return {
        "user": attachment.get("author_id"),
        "blocks": blocks or attachment.get("blocks"),
        "attachments": attachments,
        "files": attachment.get("files") or files,
    }


def typed_in(attachment: Message) -> str:
    """The text of an attachment without blocks, as mrkdwn; only without any, what Slack falls back to."""
    fields = tuple(mappings_in(attachment.get("fields")))
    pairs = ((text_of(each.get("title")), text_of(each.get("value"))) for each in fields)
    shown = (text_of(attachment.get(name)) for name in ("pretext", "title", "text"))
    parts = [*shown, *(": ".join(filter(None, pair)) for pair in pairs)]
    fallback = text_of(attachment.get("fallback"))
    return "\n".join(filter(None, parts)) or ("" if fallback == _NO_FALLBACK else fallback)


def messages_in(message: Message, depth: int = 0) -> Iterator[Message]:
    """A message, and what is attached to it in the shape of messages."""
    yield message
    if depth < DEEPEST:
        for attachment in _attachments(message):
            yield from messages_in({"text": typed_in(attachment), **as_message(attachment)}, depth + 1)


def with_titles(written: Document, message: Message) -> Document:
    """The lines, each that is nothing but a link with the title of its page, where Slack has found it."""
    titles = {
        unescaped(url): title
        for each in _attachments(message)
        if not _is_of_a_message(each) and (title := " ".join(unescaped(text_of(each.get("title"))).split()))
        for name in (*_LINKS, "title_link")
        if (url := text_of(each.get(name)))
    }
    return tuple(_titled(line, titles) for line in written) if titles else written


def is_only_a_link(line: Line) -> bool:
    """Whether a line is an address and nothing else."""
    said = [span for span in line.words if span.url or span.text.strip()]
    return len(said) == 1 and said[0].url is not None and said[0].url == said[0].text


def _titled(line: Line, titles: Mapping[str, str]) -> Line:
    if not is_only_a_link(line):
        return line
    words = tuple(
        replace(span, text=titles.get(span.url, span.text)) if span.url else span for span in line.words
    )
    return replace(line, words=words)


def _attachments(message: Message) -> Iterator[Message]:
    return mappings_in(message.get("attachments"))


def _is_of_a_message(attachment: Message) -> bool:
    return attachment.get("is_share") is True or attachment.get("is_msg_unfurl") is True


def _url(attachment: Message) -> str:
    """The address that an attachment previews."""
    return unescaped(next(filter(None, (text_of(attachment.get(name)) for name in _LINKS)), ""))
