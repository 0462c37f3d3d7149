"""Answer what a lead asks the bot, or wants it to do. Values in, a sentence out."""

import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.model.call import Area, Call, Section
from bot.model.meeting import Meeting, State
from bot.model.update import Update, reported_by_area
from bot.model.words import Document, plain
from bot.reading.plain import gist
from bot.rules.how_to import how_to

BEYOND = "I can also tell what I have noted; anything else the chair of the call knows best."
ABOUT_TIME = ("when", "what time", "which day", "what day", "how long", "deadline", "due", "until")
ABOUT_NOTES = (
    "noted",
    "note down",
    "got",
    "have from me",
    "have for",
    "recorded",
    "understood",
    "status of my",
)
_AROUND_A_NAME = re.compile(
    r"(?:(?:it|that|this|they|these|i)(?:'s| is| was| are| were| meant?| belongs?)? )?(?:sorry )?"
    r"(?:(?:about|for|in|into|of|to|under) )?(?:the )?# ?(?:area)?(?: please| sorry)?"
)


def answer(questions: Iterable[str], call: Call, meeting: Meeting, updates: tuple[Update, ...]) -> str:
    """Say when the call is, or what was noted, or how to do what is wanted, or what can be asked."""
    asked = " ".join(questions).lower()
    if how := how_to(asked):
        return how
    if any(cue in asked for cue in ABOUT_NOTES):
        return _noted(call, updates)
    if any(cue in asked for cue in ABOUT_TIME):
        return _when(call, meeting)
    return f"{_when(call, meeting)} {BEYOND}"


def area_named(document: Document, areas: tuple[Area, ...]) -> Area | None:
    """The area that a reply names and says nothing else of: `Networks`, `it's about Networks`."""
    said = gist(" ".join(plain(line.words) for line in document))
    named = [area for area in areas if re.search(rf"(?<!\w){re.escape(gist(area.name))}(?!\w)", said)]
    if len(named) != 1:
        return None
    around = said.replace(gist(named[0].name), "#", 1)
    return named[0] if _AROUND_A_NAME.fullmatch(around) else None


def _when(call: Call, meeting: Meeting) -> str:
    moments = []
    for zone in (call.timezone, *call.also_in):
        local = meeting.starts.astimezone(ZoneInfo(zone))
        moments.append(f"{local:%A, %B} {local.day} at {local:%H:%M} {local:%Z} ({zone})")
    tense = "was on" if meeting.state is State.POSTED else "is on"
    return f"The {call.name} call {tense} {', that is '.join(moments)}."


def _noted(call: Call, updates: tuple[Update, ...]) -> str:
    reported = reported_by_area(updates)
    if not reported:
        return f"I have noted nothing for the {call.name} call yet."
    said = []
    for area in call.areas:
        if update := reported.get(area.name):
            counts = [
                f"{len(update.sections.of(section))} under {area.labels.of(section)}"
                for section in Section
                if update.sections.of(section)
            ]
            said.append(f"{area.name}: {', '.join(counts) or 'nothing new'}")
    return f"I have noted {'; '.join(said)}. The card above shows it in full."
