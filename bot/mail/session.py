"""One session with a mail server: encrypted and logged in as the settings say, or a reason why not."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPResponseException

from bot.mail.refusals import ServerTrouble, numbers
from bot.setting_values import Encryption, MailServer

GOODBYE_SECONDS = 2.0


@asynccontextmanager
async def session(
    server: MailServer, domain: str, tls: ssl.SSLContext, seconds: float
) -> AsyncIterator[SMTP]:
    """Greet the server as `domain`, within so many seconds; raises ServerTrouble.

    What is not encrypted as it should be is not said: neither a password nor a mail.
    """
    smtp = SMTP(
        hostname=server.host,
        port=server.port,
        local_hostname=domain,
        timeout=seconds,
        use_tls=server.encryption is Encryption.TLS,
        start_tls=server.encryption is Encryption.STARTTLS,
        tls_context=None if server.encryption is Encryption.NONE else tls,
    )
    try:
        try:
            async with asyncio.timeout(seconds):
                await _greet(smtp, server)
        except (OSError, SMTPException) as failure:
            raise _unreachable(server, failure) from failure
        yield smtp
    finally:
        await _goodbye(smtp)


async def _greet(smtp: SMTP, server: MailServer) -> None:
    await smtp.connect()
    await smtp.ehlo()
    if server.user:
        try:
            await smtp.login(server.user, server.password)
        except SMTPAuthenticationError as failure:
            said = numbers(failure)
            raise ServerTrouble(
                f"the mail server did not take the login in MINUTESBOT_SMTP_URL ({said}): correct it there"
            ) from failure


async def _goodbye(smtp: SMTP) -> None:
    """End the session; whatever comes of that, what was said before counts."""
    with suppress(OSError, SMTPException, TimeoutError):
        async with asyncio.timeout(GOODBYE_SECONDS):
            await smtp.quit()
    smtp.close()


def _unreachable(server: MailServer, failure: Exception) -> ServerTrouble:
    where = f"mail server {server.host}:{server.port}"
    for reason in (failure, failure.__cause__):
        if isinstance(reason, ssl.SSLCertVerificationError):
            return ServerTrouble(f"the certificate of {where} is not trusted here: {reason.verify_message}")
        if isinstance(reason, ssl.SSLError):
            return ServerTrouble(f"{where} does not encrypt as MINUTESBOT_SMTP_URL says: correct that")
    if isinstance(failure, SMTPResponseException):
        return ServerTrouble(f"{where} does not let us in ({numbers(failure)})")
    if isinstance(failure, TimeoutError):
        return ServerTrouble(f"{where} did not answer")
    if isinstance(failure, OSError):
        return ServerTrouble(f"{where} cannot be reached")
    return ServerTrouble(f"{where} offers no encryption, or no login: correct MINUTESBOT_SMTP_URL")
