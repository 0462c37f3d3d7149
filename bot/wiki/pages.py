"""Writes minutes to their page in the wiki, and keeps what people write there."""

import re
from dataclasses import replace
from functools import partial
from http import HTTPStatus

from bot.formats.twiki.amend import (
    Amended,
    EditedByHand,
    NeverEnds,
    StandsTwice,
    amend_page,
    stands,
    without_meta,
)
from bot.formats.twiki.read_page import TopicInfo
from bot.model.call import Charset, WikiTopic
from bot.model.delivery import Posted
from bot.model.errors import NotNow, OutcomeUnknown, Rejected
from bot.model.message import WikiPage
from bot.model.minutes import Minutes
from bot.wiki.answer import OLD_KEY, Answer, LoggedOut, WikiNotNow, WikiRefused
from bot.wiki.checkup import checked, tried
from bot.wiki.visit import TIMEOUT_SECONDS, Found, Visit, visiting

CONFLICT = re.compile(r"class\s*=\s*[\"']?(?:twiki|foswiki)Conflict", re.IGNORECASE)
BOTH = re.compile(rf"{CONFLICT.pattern}|<ins>", re.IGNORECASE)  # so where the common ancestor is gone
BOTH_STAND = (
    "somebody changed the same lines at the same moment, and both versions stand there between conflict "
    "marks now: edit the page and keep what is right"
)


class WikiPages:
    """Implements `bot.ports.Wiki`; `password` is that of the login which each call names.

    `seconds` is the timeout of one request. Raises WikiNotNow, WikiRefused or OutcomeUnknown.
    """

    def __init__(self, password: str | None, seconds: float = TIMEOUT_SECONDS) -> None:
        self._password = password
        self._seconds = seconds

    async def put(self, page: WikiPage, *, doubtful: bool = False) -> Posted:
        """Write minutes to their page, and return where they are; an unchanged page is not saved again."""

        async def write(visitor: Visit) -> None:
            found = await visitor.found(page.minutes.topic)
            amended = _amended(page, found, doubtful=doubtful)
            if amended.text != found.text:
                await _save(visitor, page.minutes, found, amended)

        await visiting(page.wiki, self._password, write, self._seconds)
        return Posted(page.name, str(page.minutes.revision))

    async def look(self, wiki: WikiTopic, topic: str) -> str:
        """Log in and read a page without changing anything; returns a line about what was found."""
        return await visiting(wiki, self._password, partial(checked, wiki, topic), self._seconds)

    async def try_out(self, wiki: WikiTopic) -> str:
        """Create a scratch page, change it and remove it; returns a line about how that went."""
        return await visiting(wiki, self._password, partial(tried, wiki), self._seconds)


def _amended(page: WikiPage, found: Found, *, doubtful: bool) -> Amended:
    if CONFLICT.search(found.text):
        raise WikiRefused(
            "two versions stand there between conflict marks: edit the page and keep what is right"
        )
    minutes, *stood = (_fitting(one, found.charset) for one in (page.minutes, *page.stood))
    try:
        return amend_page(found.text, minutes, tuple(stood), unsure=page.unsure or doubtful)
    except EditedByHand as found_there:
        raise WikiRefused(
            f"somebody wrote by hand into {found_there.detail}, so the page was left alone: add what is new"
        ) from found_there
    except StandsTwice as found_there:
        raise WikiRefused(
            f"{found_there.detail} stands on the page twice: remove one of them"
        ) from found_there
    except NeverEnds as found_there:
        raise WikiRefused("a comment or code block on the page does not end: close it") from found_there


def _fitting(minutes: Minutes, charset: str) -> Minutes:
    """Minutes that the wiki can store: entities are right on every site."""
    unicode = charset.lower().replace("_", "-") in ("utf-8", "utf8")
    return minutes if unicode else replace(minutes, charset=Charset.ASCII)


async def _save(visitor: Visit, minutes: Minutes, found: Found, amended: Amended) -> None:
    """Save the page as a change of the revision that was read, so that nobody else's edit is overwritten.

    What the wiki answers counts only where the page does not show what was sent: it also merges, and tells
    nobody that it did.
    """
    fields = {"text": amended.text, "action_save": "1", "forcenewrevision": "1"}
    if not found.exists:
        fields |= {"onlynewtopic": "1", "topicparent": minutes.parent}
    elif found.info.revision:  # a page from the data folder may have none before it is saved
        fields["originalrev"] = _revision(found.info)
    key = await visitor.key(found, minutes.parent)
    answer = await visitor.send("save", found.topic, fields, charset=found.charset, key=key)
    if answer.status > HTTPStatus.INTERNAL_SERVER_ERROR:  # from what stands before the wiki: it may go on
        raise OutcomeUnknown(f"the wiki answered {answer.status}")
    text = await _read_again(visitor, found.topic)
    if CONFLICT.search(text) or not stands(without_meta(text), amended.pieces):
        raise await _why(visitor, answer, found, text)


def _revision(info: TopicInfo) -> str:
    """The revision with its date: saving again within the hour keeps the number and changes the date."""
    return f"{info.revision}_{info.at.timestamp():.0f}" if info.at else str(info.revision)


async def _read_again(visitor: Visit, topic: str) -> str:
    try:
        return (await visitor.read(topic, "text")).text
    except (NotNow, LoggedOut) as failure:
        raise OutcomeUnknown("the page could not be read again") from failure


async def _why(visitor: Visit, answer: Answer, found: Found, text: str) -> NotNow | Rejected | OutcomeUnknown:
    """Why the page does not show what was sent; TWiki says so only on a page that it sends us to."""
    if BOTH.search(text) and not BOTH.search(found.text):
        return WikiRefused(BOTH_STAND)
    if not found.exists and (await visitor.found(found.topic)).exists:
        return WikiNotNow("somebody created the page at the same moment")
    if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return OutcomeUnknown(f"the wiki answered {answer.status}")
    said = await visitor.reason(answer, found.topic)
    if _NO_ACCESS.search(said) and not _KEY.search(said):
        return WikiRefused(visitor.no_access("change" if found.exists else "create"))
    if answer.told_at or _KEY.search(answer.oops):
        return WikiNotNow(f"{OLD_KEY}, or not the page")
    return WikiRefused(
        f"the wiki answered {answer.oops}" if answer.oops else "the page does not show what was saved"
    )


_NO_ACCESS = re.compile(r"access\W+(?:is\W+)?(?:denied|check)|not (?:allowed|permitted)", re.IGNORECASE)
_KEY = re.compile("token|valid", re.IGNORECASE)
