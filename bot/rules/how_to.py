"""Say how to do what a lead wants the bot to do."""

import re

# What a lead wants done, and how it is done: a button or a command does it, a reply does not.
_A_COMMAND = (
    "I run no commands out of a reply: write it again as a message that begins with /minutes. "
    "/minutes help tells what there is."
)
_NO_CALL = "A chair of the call can do that with /minutes skip or /minutes move."
_NO_MORE = (
    "I ask until somebody has reported. If you are away, press I'm away under my question or write "
    "/minutes away; if you no longer report, a chair of the call can put somebody else down."
)
_SOMEBODY_ELSE = "Press Someone else reports under my question, and I ask them."
_NOTHING = "If there is nothing new, press Nothing new under my question; the list of last time stays."
_LATER = "I remind you by myself before the call; you can write at any time until then."
_OTHERWISE = "Edit or delete your message, and I follow it; on my card each item can be moved or withdrawn."
_HOW_TO = (
    (r"^[/!]|^@?minutes(?:bot)? \w", _A_COMMAND),
    (r"\b(?:skip|cancel|postpone) (?:the|this|next|today's|tomorrow's)\b.*\b(?:call|meeting)\b", _NO_CALL),
    (r"\b(?:stop|quit|cease|pause|mute|snooze|no more|enough|unsubscribe|opt out|opt me out)\b", _NO_MORE),
    (r"\b(?:don't|do not|never)\b.*\b(?:remind|ask|ping|bother|nag|send|write|message|contact)", _NO_MORE),
    (r"\b(?:leave me alone|go away|shut up|sign me out|take me off|remove me)\b", _NO_MORE),
    (r"\bask(?:ing)? (?!me\b|us\b|you\b)\w+|\b(?:deputy|stand-in|colleague)\b", _SOMEBODY_ELSE),
    (r"\b(?:pass|skip)\b", _NOTHING),
    (r"\b(?:remind|ask|ping|nudge|notify) me\b", _LATER),
    (
        r"\b(?:delete|remove|drop|cancel|undo|discard|withdraw|forget|disregard|scratch|strike|retract)\b",
        _OTHERWISE,
    ),
    (
        r"\b(?:take (?:back|out|down)|edit|change|correct|rename|replace|move|put|mark|erase|revert)\b",
        _OTHERWISE,
    ),
)


def how_to(asked: str) -> str | None:
    """Say which button or command does what is asked for; None where nothing is to be done."""
    wanted = asked.lower().replace("\u2019", "'")
    return next((how for cue, how in _HOW_TO if re.search(cue, wanted)), None)
