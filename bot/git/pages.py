"""Puts minutes as Markdown into a repository, once, and keeps what people write there."""

import asyncio
from collections import defaultdict
from hashlib import sha256

from bot.formats.markdown import markdown
from bot.git.clone import Change, Clone
from bot.git.program import SECONDS, Git, GitNotNow, GitRefused
from bot.model.call import GitRepository
from bot.model.delivery import Posted
from bot.model.message import GitPage

TRIES = 5  # while others push at the same time
ALL_SECONDS = 80.0  # for everything, which is shorter than a delivery's lease
BY_HAND = "somebody wrote by hand into {path}, so it was left alone: add what is new"


class GitPages:
    """Implements `bot.ports.Repository`; `seconds` is the time for one command of git.

    Raises GitNotNow or GitRefused. Doing it again is safe whatever happened before: the remote is asked
    first.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._in_hand: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def put(self, page: GitPage) -> Posted:
        """Commit and push the file of a meeting, and return where it is; nothing where it stands there."""
        folder = page.repository.clone
        try:
            async with asyncio.timeout(ALL_SECONDS), self._in_hand[folder]:
                clone = await Clone.at(Git(folder, self._seconds), folder)
                return Posted(page.name, await _published(clone, page))
        except TimeoutError:
            raise GitNotNow(f"the repository took longer than {ALL_SECONDS:.0f} s") from None

    async def look(self, repository: GitRepository, path: str) -> str:
        """Ask the remote for everything that a push takes, and change nothing; returns a line about it."""
        clone = await Clone.at(Git(repository.clone, self._seconds), repository.clone)
        tip = await clone.tip()
        if not tip:
            return (
                f"branch {clone.branch} of {repository.clone} has no commit yet; the first one makes {path}"
            )
        if why := await clone.push(tip, dry=True):
            raise GitRefused(f"branch {clone.branch} does not take a push: {why}")
        there = "does not exist yet" if await clone.text(tip, path) is None else "stands there"
        return f"branch {clone.branch} at {tip[:10]} can be pushed to, {path} {there}"


async def _published(clone: Clone, page: GitPage) -> str:
    """The commit in which the minutes stand at the remote."""
    refused, tip = "", await clone.tip()
    for _ in range(TRIES):
        text = await _text(clone, tip, page)
        if text is None:
            return tip
        change = Change(page.path, text, _message(page), page.repository.author)
        commit = await clone.commit(tip, change)
        refused = await clone.push(commit)
        if not refused:
            return commit
        before, tip = tip, await clone.tip()
        if tip == before:  # so it was not because somebody else was faster
            raise GitRefused(f"branch {clone.branch} does not take a push: {refused}")
    raise GitNotNow("others push to the branch all the time")


async def _text(clone: Clone, tip: str, page: GitPage) -> str | None:
    """What the file is to hold; None if it shows these minutes already."""
    wanted = markdown(page.minutes)
    there = await clone.text(tip, page.path) if tip else None
    if there is None:
        return wanted
    if there == wanted:
        return None
    said = await clone.message(tip, page.path, _mark(page))
    if _digest(wanted) in said.split():
        return None  # ours is the last word; what differs was written by hand since
    if not said:
        raise GitRefused(f"{page.path} is not by the bot: move it away, or correct path in calls.toml")
    before = [text for one in page.stood if _digest(text := markdown(one)) in said.split()]
    both = await clone.merged(there, before[0], wanted) if before else None
    if both is None:
        raise GitRefused(BY_HAND.format(path=page.path))
    return both


def _message(page: GitPage) -> str:
    amended = f", revision {page.minutes.revision}" if page.minutes.revision > 1 else ""
    digest = _digest(markdown(page.minutes))
    return f"{page.minutes.title}{amended}\n\n{_mark(page)}\nMinutes-Text: {digest}\n"


def _mark(page: GitPage) -> str:
    """The line of a message by which our commits for a meeting are found."""
    return f"Minutes-Of: {page.minutes.call}/{page.minutes.date}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
