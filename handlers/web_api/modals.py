"""Windows over a conversation: opened by a trigger, put above one another, and changed in place.

A press or a command gives a trigger, which Slack takes once and for three seconds only.
"""

import logging

from slack_sdk.web.async_client import AsyncWebClient

from bot.model.errors import Refusal, Rejected
from handlers.blocks.parts import Block
from handlers.errors import why
from handlers.web_api.api_errors import outcome

log = logging.getLogger(__name__)

PRESS_AGAIN = "Sorry, I was too slow for Slack to let me open that. Please press the button once more."
TYPE_AGAIN = "Sorry, I was too slow for Slack to let me open that. Please type it once more."

NOT_OPENED = "Slack did not let me open that: {why}."
NOT_SHOWN = (
    "Slack did not let me show you what became of that: {why}. What you asked for may be done all the "
    "same, so please look before you ask for it again."
)

TRIGGER_GONE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})
CLOSED = frozenset({"not_found", "view_not_found"})


class WindowRefused(Refusal):
    """Slack shows somebody no window, for another reason than that time went by.

    Its message is for whoever waits for the window.
    """


async def open_modal(view: Block, trigger: str, posting: AsyncWebClient) -> str:
    """Open a window; its id, or nothing if it took too long for Slack to let us.

    Then PRESS_AGAIN or TYPE_AGAIN is what to say, where anything can be said. Raises WindowRefused.
    """
    try:
        opened = await outcome(posting.views_open(trigger_id=trigger, view=view))
    except Rejected as rejection:
        if rejection.detail not in TRIGGER_GONE:
            raise _refused(NOT_OPENED, rejection) from rejection
        log.info("a window could not be opened any more (%s)", rejection.detail)
        return ""
    return opened.inside("view", "id")


async def push_modal(view: Block, trigger: str, posting: AsyncWebClient) -> None:
    """Put a window above the one that is open; whoever waited too long presses again.

    Raises WindowRefused.
    """
    try:
        await outcome(posting.views_push(trigger_id=trigger, view=view))
    except Rejected as rejection:
        if rejection.detail not in TRIGGER_GONE | CLOSED:
            raise _refused(NOT_OPENED, rejection) from rejection
        log.info("a window could not be put above another any more (%s)", rejection.detail)


async def update_modal(identity: str, view: Block, posting: AsyncWebClient) -> bool:
    """Show something else in a window; False if it was closed meanwhile, and then it stays closed.

    Raises WindowRefused.
    """
    try:
        await outcome(posting.views_update(view_id=identity, view=view))
    except Rejected as rejection:
        if rejection.detail not in CLOSED:
            raise _refused(NOT_SHOWN, rejection) from rejection
        log.info("a window was closed before it could be changed")
        return False
    return True


def _refused(sentence: str, rejection: Rejected) -> WindowRefused:
    """What whoever waits is told, and a line in the log."""
    log.warning("Slack refused a window (%s)", rejection.detail)
    return WindowRefused(sentence.format(why=why(rejection)))
