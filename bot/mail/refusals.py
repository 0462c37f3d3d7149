"""What becomes of a mail that a server did not take: by the kind of its code, and without its words.

A server may repeat in its words what stands in a mail, so only its numbers are told: `550 5.1.1`.
"""

import re
from typing import Never

from aiosmtplib import SMTPResponseException

from bot.model.errors import OutcomeUnknown, Rejected

LOGIN_WANTED = frozenset({530, 534, 535, 538})  # RFC 4954: the login is the reason, not the reader


class MailRefused(Rejected):
    """The minutes could not be mailed.

    Not `final` where the server asks to be tried again.
    """


class ServerTrouble(MailRefused):
    """Nothing can be mailed at present, to nobody; it is tried again until somebody mends it."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, final=False)


def refused_reader(failure: SMTPResponseException, to: str) -> MailRefused:
    """What becomes of a reader whom the server did not take: 5xx is for good, unless it wants a login."""
    code = numbers(failure)
    if failure.code in LOGIN_WANTED:
        return ServerTrouble(f"the mail server wants a login ({code}): put it into MINUTESBOT_SMTP_URL")
    if _is_permanent(failure):
        return MailRefused(f"the mail server refuses {to} ({code})")
    return MailRefused(f"the mail server does not take {to} yet ({code})", final=False)


def raise_for_content(failure: SMTPResponseException, to: str) -> Never:
    """What becomes of a mail that the server did not take once it had it all.

    Of an answer that is neither 4xx nor 5xx nobody knows what it means: then it may have been taken.
    """
    said = f"these minutes for {to} ({numbers(failure)})"
    if _is_permanent(failure):
        raise MailRefused(f"the mail server refuses {said}") from failure
    if _is_temporary(failure):
        raise MailRefused(f"the mail server does not take {said} yet", final=False) from failure
    raise OutcomeUnknown(f"the mail server answered {numbers(failure)}") from failure


def numbers(failure: SMTPResponseException) -> str:
    """The code, with the enhanced one (RFC 3463) where there is one: `550 5.1.1`."""
    if failure.code < 0:
        return "no code"
    enhanced = re.match(r"[245]\.\d{1,3}\.\d{1,3}\b", failure.message)
    return f"{failure.code} {enhanced[0]}" if enhanced else str(failure.code)


def _is_permanent(failure: SMTPResponseException) -> bool:
    return failure.code // 100 == 5  # noqa: PLR2004 - RFC 5321 4.2.1


def _is_temporary(failure: SMTPResponseException) -> bool:
    return failure.code // 100 == 4  # noqa: PLR2004 - the same
