"""Whether the minutes of a call will get to the places where they are published."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

from bot.cli.finding import Finding, made
from bot.formats.placeholders import file_path
from bot.formats.twiki.write import topic_name
from bot.model.call import Call, GitRepository, WikiTopic
from bot.model.meeting import Meeting

LookAtWiki = Callable[[WikiTopic, str], Awaitable[str]]  # says what it found of a page, or raises
LookAtRepository = Callable[[GitRepository, str], Awaitable[str]]  # the same of a file
LookAtMail = Callable[[], Awaitable[str]]  # says how far a mail would get, or raises
TryWiki = Callable[[WikiTopic], Awaitable[str]]  # creates a page and removes it, and says so, or raises


async def wiki_finding(call: Call, meeting: Meeting, look: LookAtWiki) -> Finding:
    """Whether the bot can log in to a call's wiki and change the page of a meeting; `look` asks there."""

    async def looked() -> str:
        return await look(call.twiki, topic_name(call.twiki.topic, call.name, meeting.day))

    return await made(f"wiki of {call.name}", looked())


async def git_finding(call: Call, meeting: Meeting, look: LookAtRepository) -> Finding:
    """Whether the bot can push to a call's repository the file of a meeting; `look` asks there."""

    async def looked() -> str:
        return await look(call.git, file_path(call.git.path, call.name, meeting.day))

    return await made(f"repository of {call.name}", looked())


async def mail_finding(call: Call, look: LookAtMail) -> Finding:
    """Whether the mail server lets the bot in, so that the minutes of a call can be mailed; none is."""

    async def looked() -> str:
        return f"{await look()}; to {', '.join(call.mail)}"

    return await made(f"mail of {call.name}", looked())


async def wiki_trials(calls: Iterable[Call], try_out: TryWiki) -> AsyncIterator[Finding]:
    """What becomes of a scratch page in the wiki of each call; each web is tried once."""
    webs = {(call.twiki.url, call.twiki.web, call.twiki.login): call for call in calls if call.twiki.url}
    for call in webs.values():
        yield await made(f"a page is created in the wiki of {call.name}", try_out(call.twiki))
