"""What the week needs from a mail server: minutes sent to one address."""

from typing import Protocol

from bot.model.delivery import Posted
from bot.model.message import MinutesMail


class Mail(Protocol):
    """The server that takes mail.

    Raises Rejected (nothing was sent; `final` where this address or this mail is the reason), or
    OutcomeUnknown (it may have been sent, and nobody can be asked).
    """

    async def send(self, key: str, mail: MinutesMail) -> Posted:
        """Send minutes to their address, and return under which identity.

        A mail that is sent again under the same key has the same identity, by which its readers may know it.
        """
