"""A real mail server on this machine, which takes mail, refuses it and fails as it is told to."""

import asyncio
import datetime as dt
import ipaddress
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.setting_values import Encryption, MailSender, MailServer

SENDER = MailSender("Minutesbot", "minutes@example.org")
USER, PASSWORD = "bot", "open sesame"
# In the place of an answer: the connection ends without one, or nothing is ever said.
DROPS, THINKS = "drops", "thinks"


@dataclass
class PostOffice:
    """What has arrived, and what is answered: by reader to RCPT, to all to DATA; `port` once it is open.

    Once a mail is taken the answer may be one of `after_data`, the first first.
    """

    port: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    readers: dict[str, str] = field(default_factory=dict)
    senders: str = ""
    after_data: list[str] = field(default_factory=list)
    sessions: int = 0
    logins: list[str] = field(default_factory=list)

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: ARG002, N802 - aiosmtpd's
        if self.senders:
            return self.senders
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802 - the same
        if answer := self.readers.get(address):
            if answer == DROPS:
                server.transport.abort()
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802 - the same
        answer = self.after_data.pop(0) if self.after_data else "250 OK"
        if answer == THINKS:
            await asyncio.Event().wait()
        if answer == DROPS or answer.startswith("2"):
            self.raw.append(envelope.original_content)
            self.arrived.append(message_from_bytes(envelope.original_content, policy=default))
        if answer == DROPS:
            server.transport.abort()
        return answer

    def to(self) -> list[str]:
        return [str(each["To"]) for each in self.arrived]


class _Counting(SMTP):
    """Counts who comes in; a session that is encrypted anew is the same."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.event_handler.sessions += self.transport is None
        super().connection_made(transport)


@asynccontextmanager
async def opened(office: PostOffice, encryption: Encryption, *, login: bool) -> AsyncIterator[MailServer]:
    """The office with its door open, and how it is known."""
    context = _certified()[0]

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, told: Any) -> AuthResult:
        office.logins.append(mechanism)
        return AuthResult(
            success=(told.login, told.password) == (USER.encode(), PASSWORD.encode()), handled=False
        )

    def made() -> SMTP:
        return _Counting(
            office,
            hostname="mail.example.org",
            loop=asyncio.get_running_loop(),
            tls_context=context if encryption is Encryption.STARTTLS else None,
            require_starttls=encryption is Encryption.STARTTLS,
            authenticator=authenticate if login else None,
            auth_required=login,
            auth_require_tls=encryption is Encryption.STARTTLS,
        )

    tls = context if encryption is Encryption.TLS else None
    server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", office.port, ssl=tls)
    office.port = server.sockets[0].getsockname()[1]
    who = (USER, PASSWORD) if login else ("", "")
    try:
        yield MailServer("127.0.0.1", office.port, encryption, *who)
    finally:
        server.close()


def trusting() -> ssl.SSLContext:
    """What trusts the certificate of the office."""
    return _certified()[1]


@cache
def _certified() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.org")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    begins = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=36_500))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "both.pem"
        file.write_bytes(pem + private)
        served.load_cert_chain(file)
    return served, ssl.create_default_context(cadata=pem.decode())
