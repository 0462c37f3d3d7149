"""A mail server, and who stands as the sender of its mails."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urlsplit

from bot.setting_values.addresses import is_host
from bot.setting_values.wrong import Wrong


class Encryption(StrEnum):
    """How a connection to a mail server is protected; the words stand in its address."""

    TLS = "smtps"  # from the first byte on
    STARTTLS = "smtp"  # after a greeting in the clear; nothing else is said before
    NONE = "smtp+plain"


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes mail, and how to log in there; without a `user` nobody does."""

    host: str
    port: int
    encryption: Encryption
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MailSender:
    """Who stands as the sender of a mail; the name may be empty."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the @ of the address."""
        return self.address.rpartition("@")[2]


# RFC 5321 4.1.2, without what no list has: quotation marks, addresses in brackets. The lengths are 4.5.3.1.
_LONGEST_ADDRESS = 254
_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_TOP = "[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])"
_DOMAIN = rf"localhost|{_LABEL}(?:\.{_LABEL})*\.{_TOP}"
_MAIL_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_DOMAIN})")
_MAIL_PORTS = {Encryption.TLS: 465, Encryption.STARTTLS: 587, Encryption.NONE: 25}


def mail_server(value: str) -> MailServer | None:
    """The address of a mail server, with the login in it; None for none."""
    if not value:
        return None
    schemes = ", ".join(f"{one}://" for one in Encryption)
    parts, port = _split(value)
    host = (parts and parts.hostname) or ""
    if parts is None or parts.scheme not in set(Encryption) or not is_host(host):
        raise Wrong(f"is not of the form smtp://user:password@host:587; it begins with one of {schemes}")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise Wrong("goes on after the host; / ? # @ in a password are written as %2F %3F %23 %40")
    encryption, user = Encryption(parts.scheme), unquote(parts.username or "")
    password = unquote(parts.password or "")
    if bool(user) != bool(password):
        raise Wrong("needs a user and a password, or neither of them")
    if user and encryption is Encryption.NONE:
        raise Wrong("would send its password for everybody to read; write smtp:// or smtps://")
    return MailServer(host, port or _MAIL_PORTS[encryption], encryption, user, password)


def mail_sender(value: str) -> MailSender | None:
    """An address with or without a name before it; None for none."""
    if not value:
        return None
    found = re.fullmatch(r"(?:([^<>\"\\]*?)\s*<([^<>]*)>|(\S*))", value)
    address = (found[2] or found[3] or "") if found else ""
    if not found or not is_mail_address(address) or not (found[1] or "").isprintable():
        raise Wrong("is not of the form Minutesbot <minutes@example.org>")
    return MailSender((found[1] or "").strip(), address)


def is_mail_address(value: str) -> bool:
    """Whether a mail can be sent there: an address in ASCII, and nothing before or after it."""
    return len(value) <= _LONGEST_ADDRESS and bool(_MAIL_ADDRESS.fullmatch(value))


def _split(value: str) -> tuple[SplitResult | None, int | None]:
    """The parts of an address and its port; None where it is none."""
    try:
        parts = urlsplit(value)
        return (None if re.search(r"[\s\x00-\x1f]", value) or parts.port == 0 else parts), parts.port
    except ValueError:
        return None, None
