"""Whether minutes will get onto a wiki's pages: what can be asked, and what shows when a page is created."""

from secrets import token_hex

from bot.model.call import Charset, WikiTopic
from bot.model.errors import NotNow, Rejected
from bot.wiki.answer import NO_WEB, LoggedOut, WikiRefused
from bot.wiki.log_in import HOME
from bot.wiki.visit import Found, Visit

SCRATCH = "This page tries whether Minutesbot can publish here. It can be removed."
TRASH = "Trash"  # where both engines keep what was removed


async def checked(wiki: WikiTopic, topic: str, visitor: Visit) -> str:
    """Ask about everything that publishing takes, and change nothing; returns a line about what was found.

    Raises WikiNotNow or WikiRefused with what is missing.
    """
    await _check_web(wiki, visitor)
    await visitor.prove()
    found = await visitor.found(topic)
    _check_charset(wiki, found)
    key = await visitor.key(found, wiki.parent)
    there = f"stands at revision {found.info.revision} and may be changed"
    may = there if found.exists else "does not exist yet"
    keyed = "a key for its forms" if key else "no key wanted"
    return f"{visitor.engine} as {wiki.login}, {wiki.web}.{topic} {may}, {keyed}, {found.charset.lower()}"


async def tried(wiki: WikiTopic, visitor: Visit) -> str:
    """Create a scratch page, change it, and put it into the trash; returns a line about how that went.

    Raises WikiNotNow or WikiRefused where publishing will not work. A page that cannot be removed is named.
    """
    await _check_web(wiki, visitor)
    topic = f"MinutesbotScratch{token_hex(4)}"
    page = f"{wiki.web}.{topic}"
    for verb, text in (("create", SCRATCH), ("change", f"{SCRATCH} {SCRATCH}")):
        found = await visitor.found(topic)
        fields = {"text": text, "action_save": "1", "topicparent": wiki.parent or HOME}
        key = await visitor.key(found, wiki.parent)
        await visitor.send("save", topic, fields, charset=found.charset, key=key)
        found = await visitor.found(topic)
        if found.text.strip() != text:
            raise WikiRefused(f"{visitor.no_access(verb)} ({page} was tried)")
    author = found.info.author or "a login that the wiki does not tell"
    gone = await _removed(topic, found, visitor)
    left = "" if gone else f"; it could not be put into {TRASH}, so remove it by hand"
    return f"{page} was created and changed by {author}{left or ' and removed again'}"


async def _check_web(wiki: WikiTopic, visitor: Visit) -> None:
    try:
        home = await visitor.read(HOME, "text")
    except LoggedOut:
        raise
    except WikiRefused as refused:
        raise WikiRefused(f"{refused.detail}; or there is no web {wiki.web}") from refused
    if home.missing:
        raise WikiRefused(NO_WEB)


def _check_charset(wiki: WikiTopic, found: Found) -> None:
    if wiki.charset is Charset.UTF8 and found.charset.lower() != Charset.UTF8:
        raise WikiRefused(
            f'the wiki speaks {found.charset.lower()}: write charset = "ascii" in calls.toml, or what is '
            "pasted shows wrong signs"
        )


async def _removed(topic: str, found: Found, visitor: Visit) -> bool:
    fields = {"newweb": TRASH, "newtopic": topic, "nonwikiword": "on", "currentwebonly": "on"}
    try:
        key = await visitor.key(found)
        await visitor.send("rename", topic, fields, charset=found.charset, key=key)
        return not (await visitor.found(topic)).exists
    except (NotNow, Rejected):
        return False
