"""Other words for the commands, by what people mean with them. Pure."""

from collections.abc import Mapping

SYNONYMS: Mapping[str, str] = {
    word: meant
    for meant, words in {
        "help": "?, commands, usage, man, hi, hello",
        "status": "who, missing, progress, overview, who is missing, who reported, who has reported",
        "preview": "draft, show, minutes, look",
        "remind": "nudge, ping, poke, chase",
        "why": "explain",
        "areas": "leads, teams, groups, who reports",
        "away": "vacation, holiday, holidays, leave, on leave, absent, absence, pto, ooo, out, off, sick, "
        "travel, travelling, traveling, out of office, out of the office, day off, time off, not here",
        "back": "returned, returning, return, i am back, i'm back",
        "announce": "announcement, announcements",
        "action add": "task, assign, todo",
        "actions": "todos, tasks, to do, to-do, action list, action items, open actions",
        "action done": "done, finished, completed",
        "tell": "alert, escalate, broadcast",
        "here": "present, attending, joining, join, i am here, i'm here",
        "apologies": "regrets, apology, decline, excuse, excused, sorry, can't come, cannot come",
        "attend": "attendees, attendance, attendee",
        "search": "find, grep, lookup, look up",
        "history": "log, past, timeline",
        "forget": "erase, erase me, privacy, gdpr",
        "post": "publish, send",
        "close": "adjourn, finish, close the meeting",
        "skip": "cancel, no meeting, no call",
        "move": "postpone, reschedule, delay, shift, defer, put off, push back, bring forward",
        "pause": "suspend, freeze, hibernate",
        "resume": "unpause, continue, restart",
        "end": "terminate, end the call",
        "hold": "unskip, uncancel, reinstate",
        "setup": "configure, configuration, config, settings, set up, set-up, admin",
    }.items()
    for word in words.split(", ")
}
_MOST_WORDS = max(len(each.split()) for each in SYNONYMS)
_REPORT = ("report", "update")  # with words it is a report, without the question who has reported


def by_meaning(typed: str) -> str | None:
    """The same with the command's own word for another word or words of that meaning; None if there is none.

    `typed` is the whole command; the longest words that mean something count. What follows is kept as typed.
    """
    parts = typed.split()
    for length in range(min(len(parts), _MOST_WORDS), 0, -1):
        said = " ".join(parts[:length]).casefold().replace("’", "'")  # noqa: RUF001 - as telephones write it
        if meant := SYNONYMS.get(said):
            return f"{meant} {_after(typed, length)}".rstrip()
    if parts and parts[0].casefold() in _REPORT:
        rest = _after(typed, 1)
        return f"for {rest}" if ":" in rest else f"status {rest}".rstrip()
    return None


def _after(typed: str, words: int) -> str:
    """What follows so many words, with its own blanks and line breaks."""
    parts = typed.split(maxsplit=words)
    return parts[words] if len(parts) > words else ""
