"""Sends minutes by mail, each to one address."""

import asyncio
import ssl
from functools import cached_property

from aiosmtplib import SMTP, SMTPException, SMTPRecipientRefused, SMTPResponseException, SMTPSenderRefused

from bot.mail.letter import identity, letter
from bot.mail.refusals import MailRefused, ServerTrouble, numbers, raise_for_content, refused_reader
from bot.mail.session import session
from bot.model.delivery import Posted
from bot.model.errors import OutcomeUnknown
from bot.model.message import MinutesMail
from bot.setting_values import Encryption, MailSender, MailServer, is_mail_address

NOT_SET = "MINUTESBOT_SMTP_URL and MINUTESBOT_MAIL_FROM are not set"
TALK_SECONDS = 12.0  # until the server lets us in, and again until it wants the mail
DATA_SECONDS = 30.0  # until it has it; all three are less than the half of a lease that is left at least
REST_SECONDS = 20.0  # in which a server in trouble is left alone


class Mails:
    """Implements `bot.ports.Mail` for one team; without a server everything is refused for now.

    Raises MailRefused, and OutcomeUnknown where nobody answered once the mail was on its way.
    """

    def __init__(
        self,
        server: MailServer | None,
        sender: MailSender | None,
        team: str,
        *,
        tls: ssl.SSLContext | None = None,
        seconds: tuple[float, float] = (TALK_SECONDS, DATA_SECONDS),
    ) -> None:
        self._known = (server, sender) if server and sender else None
        self._team = team
        self._given_tls = tls
        self._talk, self._data = seconds
        self._rests_until, self._trouble = 0.0, ""

    async def send(self, key: str, mail: MinutesMail) -> Posted:
        """Send minutes to their address, and return under which identity."""
        server, sender = self._settings()
        if not is_mail_address(mail.to):
            raise MailRefused(f"{mail.to} is no mail address")
        written = letter(mail, key, sender, self._team)
        moment = asyncio.get_running_loop().time
        if moment() < self._rests_until:
            raise ServerTrouble(self._trouble)
        try:
            async with session(server, sender.domain, self._tls, self._talk) as smtp:
                await self._address(smtp, sender.address, mail.to)
                await self._hand_over(smtp, written, mail.to)
        except (ServerTrouble, OutcomeUnknown) as trouble:
            # What else is to be mailed would wait in vain now, one after the other, and hold up the rest.
            self._rests_until, self._trouble = moment() + REST_SECONDS, trouble.detail
            raise
        return Posted(mail.to, identity(key, sender, self._team))

    async def look(self) -> str:
        """Get as far as a mail would and send none; returns a line about what was found."""
        server, sender = self._settings()
        async with session(server, sender.domain, self._tls, self._talk):
            how = "not encrypted" if server.encryption is Encryption.NONE else "encrypted"
            who = "logged in" if server.user else "no login"
            return f"{server.host}:{server.port} lets us in, {how}, {who}, to send as {sender.address}"

    def _settings(self) -> tuple[MailServer, MailSender]:
        if self._known is None:
            raise ServerTrouble(NOT_SET)
        return self._known

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._given_tls or ssl.create_default_context()

    async def _address(self, smtp: SMTP, sender: str, to: str) -> None:
        """Say from whom and for whom a mail is; nothing is sent before that is taken."""
        try:
            async with asyncio.timeout(self._talk):
                await smtp.mail(sender)
                await smtp.rcpt(to)
        except SMTPSenderRefused as failure:
            raise ServerTrouble(
                f"the mail server takes nothing from {sender} ({numbers(failure)}): see MINUTESBOT_MAIL_FROM"
            ) from failure
        except SMTPRecipientRefused as failure:
            raise refused_reader(failure, to) from failure
        except (OSError, SMTPException) as failure:
            raise ServerTrouble("the mail server ended the connection or did not answer") from failure

    async def _hand_over(self, smtp: SMTP, written: bytes, to: str) -> None:
        """Send the mail itself: from here on only a clear no is one."""
        try:
            async with asyncio.timeout(self._data):
                await smtp.data(written)
        except SMTPResponseException as failure:
            raise_for_content(failure, to)
        except (OSError, SMTPException) as failure:
            raise OutcomeUnknown("the mail server did not say whether it has a mail") from failure
