"""A clone of a repository: what stands at the tip of its branch, and a commit on top of that.

Everything happens among the objects of the clone. Its folder, its index and its branches are not touched, so
that what was left behind by a crash is never seen by anybody.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.git.program import Git, GitNotNow, GitRefused, Ran

REMOTE = "origin"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be committed: a file, its content, and the message; `author` is `Name <address>`."""

    path: str
    text: str
    message: str
    author: str


class Clone:
    """One branch of a repository, seen through a clone; its tip is always asked for at the remote."""

    def __init__(self, git: Git, branch: str) -> None:
        self._git = git
        self.branch = branch

    @classmethod
    async def at(cls, git: Git, folder: str) -> "Clone":
        """The branch that is checked out in a folder; raises GitRefused where there is none."""
        head = await git.run("symbolic-ref", "--short", "HEAD")
        if not head.fine:
            raise GitRefused(f"{folder} is no clone with a branch ({head.why}): correct clone in calls.toml")
        return cls(git, head.text)

    async def tip(self) -> str:
        """The newest commit of the branch at the remote, with all it needs; empty if there is none yet."""
        listed = await self._reached("ls-remote", REMOTE, f"refs/heads/{self.branch}")
        commit = listed.text.partition("\t")[0]
        if commit and not await self._has(commit):
            await self._reached(
                "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", REMOTE, f"refs/heads/{self.branch}"
            )
            if not await self._has(commit):
                raise GitNotNow("the branch was written anew while it was fetched")
        return commit

    async def text(self, commit: str, path: str) -> str | None:
        """The content of a file at a commit; None if there is none. Raises GitRefused if it is no text."""
        listed = await self._git.run("ls-tree", "-z", "--full-tree", commit, "--", path)
        if not listed.out:
            return None
        kind, _, rest = listed.text.partition(" blob ")
        if not kind.startswith("100"):
            raise GitRefused(f"{path} is no file in the repository: correct path in calls.toml")
        found = await self._done("cat-file", "blob", rest.partition("\t")[0])
        try:
            return found.out.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise GitRefused(f"{path} in the repository is not in UTF-8") from None

    async def message(self, commit: str, path: str, line: str) -> str:
        """The message of the newest commit of a file that has this line in it; empty if there is none."""
        command = ("log", "-1", "--format=%B", "--fixed-strings", f"--grep={line}", commit, "--", path)
        return (await self._done(*command)).text

    async def merged(self, theirs: str, base: str, ours: str) -> str | None:
        """Both changes of a text; None if the same lines were changed."""
        async with _temporary() as folder:
            files = [folder / name for name in ("theirs", "base", "ours")]
            for file, text in zip(files, (theirs, base, ours), strict=True):
                await asyncio.to_thread(file.write_text, text, encoding="utf-8", newline="\n")
            ran = await self._git.run("merge-file", "--stdout", "--quiet", *map(str, files))
        return ran.out.decode("utf-8") if ran.fine else None

    async def commit(self, tip: str, change: Change) -> str:
        """Make a commit on top of another, or the first one, and return it; nobody sees it yet."""
        blob = (await self._done("hash-object", "-w", "--stdin", given=change.text.encode())).text
        async with _temporary() as folder:
            index = {"GIT_INDEX_FILE": str(folder / "index")}
            if tip:
                await self._done("read-tree", tip, environment=index)
            entry = f"100644,{blob},{change.path}"
            put = await self._git.run("update-index", "--add", "--cacheinfo", entry, environment=index)
            if not put.fine:
                raise GitRefused(f"{change.path} cannot stand in the repository ({put.why})")
            tree = (await self._done("write-tree", environment=index)).text
        name, _, address = change.author.rstrip(">").rpartition(" <")
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", address))
        }
        parent = ("-p", tip) if tip else ()
        command = ("commit-tree", tree, *parent, "-F", "-")
        return (await self._done(*command, given=change.message.encode(), environment=who)).text

    async def push(self, commit: str, *, dry: bool = False) -> str:
        """Make a commit the tip of the branch at the remote; returns why not, which is empty if it is.

        Raises GitNotNow where the remote does not say.
        """
        rehearsal = ("--dry-run",) if dry else ()
        place = f"{commit}:refs/heads/{self.branch}"
        ran = await self._git.run("push", "--porcelain", "--no-verify", *rehearsal, REMOTE, place)
        refused = [line for line in ran.text.splitlines() if line.startswith("!")]
        if not ran.fine and not refused:
            raise GitNotNow(f"the repository cannot be written to: {ran.why}")
        return refused[0].rpartition("\t")[2] if refused else ""

    async def _has(self, commit: str) -> bool:
        return (await self._git.run("cat-file", "-e", f"{commit}^{{commit}}")).fine

    async def _reached(self, *command: str) -> Ran:
        ran = await self._git.run(*command)
        if not ran.fine:
            raise GitNotNow(f"the repository cannot be reached: {ran.why}")
        return ran

    async def _done(
        self, *command: str, given: bytes = b"", environment: dict[str, str] | None = None
    ) -> Ran:
        """What only this machine is needed for."""
        ran = await self._git.run(*command, given=given, environment=environment)
        if not ran.fine:
            raise GitNotNow(f"git {command[0]} failed: {ran.why}")
        return ran


@asynccontextmanager
async def _temporary() -> AsyncIterator[Path]:
    folder = await asyncio.to_thread(TemporaryDirectory, prefix="minutesbot-")
    try:
        yield Path(folder.name)
    finally:
        await asyncio.to_thread(folder.cleanup)
