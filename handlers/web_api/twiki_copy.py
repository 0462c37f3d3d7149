"""The TWiki copy as a text file in the thread of the minutes, or as code blocks where files are refused.

A file that was shared cannot be changed in Slack, so amended minutes add a new file to the thread that says
that it replaces the one above. A copy takes no metadata: it carries its key as the id of its first block, and
a digest of its content as that of the second, by which it is seen which content stands there already.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from hashlib import sha256
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.model.delivery import Delivery, Posted, WrittenOut
from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from bot.model.message import TwikiCopy
from bot.model.words import Shape, words
from handlers.blocks.lead_words import Row, bold, rich_text
from handlers.blocks.parts import Block, Rendered, context, escape, rendered, section
from handlers.untrusted_json import mapping_of, mappings_in, text_of, web_address_of
from handlers.web_api.api_errors import RETRY_SECONDS, answer, outcome
from handlers.web_api.conversation_history import replies
from handlers.web_api.message_keys import carries_key, first_id, marked

log = logging.getLogger(__name__)

CHARACTERS_PER_MESSAGE = 9_000
MAY_PASS = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})  # of what is no server error


class TwikiCopies:
    """Shares copies of the minutes."""

    def __init__(self, posting: AsyncWebClient, pauses: Sequence[float]) -> None:
        self._posting = posting
        self._pauses = pauses

    async def say(self, delivery: Delivery, copy: TwikiCopy, place: str) -> Posted:
        """Share the copy; as code blocks if the workspace takes no file, for whatever reason."""
        return await self._shared_or_written(delivery, copy, place)

    async def amend(self, delivery: Delivery, copy: TwikiCopy, posted: Posted) -> WrittenOut | None:
        """Bring the thread up to the copy's newest content; doing it again changes nothing."""
        standing = [
            message
            async for message in self._thread(delivery, posted.conversation)
            if _is_copy(message, delivery.carried_key)
        ]
        if any("files" not in message for message in standing):
            amends = any("files" in message for message in standing)
            await self._write_out(delivery, copy, posted.conversation, amends=amends)
        elif not standing or not carries_key(standing[-1], _digest(delivery.carried_key, copy)):
            number = len(standing) + 1
            there = await self._shared_or_written(delivery, copy, posted.conversation, number=number)
            return there if isinstance(there, WrittenOut) else None
        return None

    async def _shared_or_written(
        self, delivery: Delivery, copy: TwikiCopy, place: str, *, number: int = 1
    ) -> Posted:
        """Share the copy, or write it out where that is refused: no reason is worth that nobody has it."""
        try:
            return await self._share(delivery, copy, place, number=number)
        except Rejected as rejection:
            refused = rejection.detail
        posted = await self._write_out(delivery, copy, place, amends=number > 1)
        log.warning("%s stands as text, as Slack refused its file (%s)", delivery.key, refused)
        return WrittenOut(posted.conversation, posted.ts, refused)

    async def _share(self, delivery: Delivery, copy: TwikiCopy, place: str, *, number: int = 1) -> Posted:
        """Upload the file and share it with its key; only the last of the three steps is seen by anybody."""
        content = copy.text.encode()
        promise = await answer(
            self._posting.files_getUploadURLExternal(filename=copy.filename, length=len(content))
        )
        await self._send(web_address_of(promise["upload_url"]), content)
        delivery.hold()
        await outcome(
            self._posting.files_completeUploadExternal(
                files=[{"id": promise["file_id"], "title": copy.filename}],
                channel_id=place,
                thread_ts=delivery.thread.ts if delivery.thread else None,
                blocks=json.dumps(_introduction(delivery, copy, number)),
            )
        )
        return Posted(place, await self._shared(promise["file_id"], place))

    async def _send(self, url: str, content: bytes) -> None:
        """Send the bytes; until the upload is completed nobody sees them, so what may pass is tried again."""
        limit = aiohttp.ClientTimeout(total=self._posting.timeout)
        try:
            async with (
                aiohttp.ClientSession(timeout=limit) as session,
                session.post(url, data=content, proxy=self._posting.proxy) as response,
            ):
                if _is_refused(response.status):
                    raise Rejected(f"the upload was refused (HTTP {response.status})")
                response.raise_for_status()
        except (aiohttp.ClientError, TimeoutError, ValueError) as failure:  # the last: it is no address
            raise NotNow(RETRY_SECONDS, "the file could not be uploaded") from failure

    async def _shared(self, file: str, place: str) -> str:
        """Wait until the file stands in the conversation; returns the `ts` of its message.

        Whatever goes wrong here, the file was taken: it has to be looked up before it is shared again.
        """
        for pause in self._pauses:
            try:
                found = await answer(self._posting.files_info(file=file))
                if ts := _newest_share(found["file"], place):
                    return ts
            except (NotNow, Rejected) as failure:
                log.info("Slack does not tell where a file stands (%s)", failure.detail)
            await asyncio.sleep(pause)
        raise OutcomeUnknown("the file was taken, but does not stand in the conversation")

    async def _write_out(
        self, delivery: Delivery, copy: TwikiCopy, place: str, *, amends: bool = False
    ) -> Posted:
        """Write the copy as code blocks; the last one carries the key, so that it stands for all of them."""
        pieces = list(_pieces(copy.text, CHARACTERS_PER_MESSAGE))
        names = [f"{delivery.carried_key}/{number}" for number in range(1, len(pieces))]
        standing = await self._written(delivery, place)
        for number, (key, piece) in enumerate(zip([*names, delivery.carried_key], pieces, strict=True), 1):
            title = f"{copy.filename}, amended" if amends else copy.filename
            title = f"{title} ({number} of {len(pieces)})" if len(pieces) > 1 else title
            ts = await self._put(delivery, place, _code(title, piece, key), standing.pop(key, None))
        for key, surplus in standing.items():
            await self._put(delivery, place, _code(f"{copy.filename} ends above", "-", key), surplus)
        return Posted(place, ts)

    async def _put(self, delivery: Delivery, place: str, shown: Rendered, ts: str | None) -> str:
        """Post one piece, or change the one that stands there."""
        delivery.hold()
        if ts is not None:
            await outcome(
                self._posting.chat_update(
                    channel=place, ts=ts, text=shown.text, blocks=shown.blocks, parse="none"
                )
            )
            return ts
        said = await outcome(
            self._posting.chat_postMessage(
                channel=place,
                thread_ts=delivery.thread.ts if delivery.thread else None,
                text=shown.text,
                blocks=shown.blocks,
                metadata=marked(shown.blocks[0]["block_id"]),
                parse="none",
                unfurl_links=False,
            )
        )
        return str(said["ts"])

    async def _written(self, delivery: Delivery, place: str) -> dict[str, str]:
        """The code blocks that stand in the thread already, by their keys; files stay as they are."""
        found = {}
        async for message in self._thread(delivery, place):
            key = first_id(message)
            if _is_copy(message, delivery.carried_key) and "files" not in message:
                found[key] = str(message["ts"])
        return found

    async def _thread(self, delivery: Delivery, place: str) -> AsyncIterator[dict[str, Any]]:
        if delivery.thread is None:
            raise Rejected("a TWiki copy has its place in the thread of the minutes")
        async for message in replies(self._posting, place, delivery.thread.ts):
            yield message


def _introduction(delivery: Delivery, copy: TwikiCopy, number: int) -> list[Block]:
    """What stands beside the file; an amended copy has a key of its own, as its message is a new one."""
    amends = number > 1
    title = f"TWiki copy of the {escape(copy.title)}"
    text = f"{title}, amended; it replaces the one above" if amends else title
    key = f"{delivery.carried_key}/{number}" if amends else delivery.carried_key
    return [
        {**section(text), "block_id": key},
        {
            **context("To be pasted over the wiki page as it is."),
            "block_id": _digest(delivery.carried_key, copy),
        },
    ]


def _newest_share(file: Any, place: str) -> str:
    """The `ts` of the message with which a file stands in a conversation; empty where it does not stand."""
    everywhere = [mapping_of(kind).get(place) for kind in mapping_of(mapping_of(file).get("shares")).values()]
    shares = [text_of(share.get("ts")) for there in everywhere for share in mappings_in(there)]
    return max(shares, default="")


def _is_refused(status: int) -> bool:
    """Whether an HTTP answer says no, and not that somebody should come again."""
    return status not in MAY_PASS and HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR


def _digest(key: str, copy: TwikiCopy) -> str:
    return f"{key}~{sha256(copy.text.encode()).hexdigest()[:16]}"


def _is_copy(message: dict[str, Any], key: str) -> bool:
    named = first_id(message)
    return named == key or named.startswith(f"{key}/")


def _code(title: str, text: str, key: str) -> Rendered:
    block = rich_text([bold(title), Row(words(text), Shape.CODE)])
    return rendered([title, text], [block], key)


def _pieces(text: str, limit: int) -> Iterator[str]:
    """Divide a text at line breaks into pieces that fit into a message; no character is lost."""
    rest = text
    while len(rest) > limit:
        cut = rest.rfind("\n", 0, limit) + 1 or limit
        yield rest[:cut]
        rest = rest[cut:]
    yield rest
