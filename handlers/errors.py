"""The one place where failures become words to a person."""

from bot.model.errors import (
    ChatUnusable,
    DatabaseUnusable,
    MinutesError,
    NotNow,
    OutcomeUnknown,
    Refusal,
    Rejected,
)

EXPLAINED = {
    "channel_not_found": "the channel does not exist any more, or I was never invited to it",
    "not_in_channel": "I am not in the channel: please /invite me",
    "is_archived": "the channel is archived",
    "user_not_found": "this person is not in the workspace",
    "cannot_dm_bot": "this is a bot, which I cannot write to",
    "user_disabled": "this person is deactivated",
    "restricted_action": "Slack does not let me write there",
    "messages_tab_disabled": "my messages tab is switched off in the app's settings",
    "account_inactive": "the app was removed from the workspace",
    "invalid_auth": "Slack does not know my token any more: the app has to be installed again",
    "not_authed": "I have no token: the app has to be installed again",
    "token_expired": "my token has expired: the app has to be installed again",
    "token_revoked": "the app was removed from the workspace",
    "missing_scope": "the app lacks a permission: please install it again",
}


def in_words(failure: MinutesError) -> str:
    """Say what went wrong, and what can be done about it."""
    match failure:
        case Rejected():
            return f"Slack refused: {why(failure)}."
        case NotNow():
            return "Slack is busy; I shall try again in a moment."
        case OutcomeUnknown():
            return "Slack did not answer; I shall look whether it worked before I try again."
        case DatabaseUnusable():
            return "I cannot reach my memory at the moment; please try again later."
        case ChatUnusable():
            return "I cannot reach the workspace at the moment."
        case _:
            return f"{failure}."


def unseen(rejection: Rejected, where: str = "the channel") -> str:
    """Say that nobody knows who is in a channel, which is not to say that nobody is; and why."""
    return f"I cannot see who is in {where}: {why(rejection)}."


def why(rejection: Rejected) -> str:
    """Say why Slack refused something."""
    if rejection.lacks:
        return f"the app lacks {rejection.lacks}; please install it again"
    return explained(rejection.detail)


def giving_back(refusal: Refusal, typed: str) -> Refusal:
    """The same refusal with what somebody typed, so that they have it to use elsewhere."""
    return Refusal(f"{refusal} This was not noted: {typed}") if typed else refusal


def explained(reason: str) -> str:
    """Say in words what Slack says in a code; other reasons are words already."""
    return EXPLAINED.get(reason, reason)
