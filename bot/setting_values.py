"""What the value of a setting has to look like, and what it is read as; else Wrong is raised."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urlsplit

KEY = re.compile(r"[A-Za-z0-9_+/-]{43}=")  # 32 bytes; base64 ignores what stands behind the sign
# user, password, a host or an IPv6 address in brackets, a port, a database and options
SERVER = re.compile(
    r"(?:[^:/]*(?::[^@]*)?@)?(?:\[[^\]/?]+\]|[^\[/:?]*)(?::[0-9]{1,5})?(?:[/?].*)?", re.DOTALL
)


class LogFormat(StrEnum):
    """Whether logs are text for people or JSON for programs."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """The least serious level that is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"
    CRITICAL = "CRITICAL"


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


class Wrong(ValueError):
    """A value that cannot be used; its message never repeats the value, which may be a secret."""


def token(prefix: str, what: str) -> Callable[[str], str]:
    """Know a token by how it begins."""

    def parse(value: str) -> str:
        if not value or re.fullmatch(re.escape(prefix) + r"[\x21-\x7e]+", value):
            return value
        kinds = {"xoxb-": "a bot token", "xapp-": "an app token", "xoxp-": "a user token"}
        found = next((kind for begin, kind in kinds.items() if value.startswith(begin)), "")
        if found and found != what:
            raise Wrong(f"holds {found}; {what} begins with {prefix}")
        raise Wrong(f"is not {what}: it begins with {prefix} and holds no blanks")

    return parse


def of_basic_information(what: str) -> Callable[[str], str]:
    """Know something without a form of its own by its being no token."""

    def parse(value: str) -> str:
        if value.startswith(("xox", "xapp-")):
            raise Wrong(f"holds a token; {what} is under Basic Information of the app")
        return value

    return parse


def token_keys(value: str) -> tuple[str, ...]:
    """Keys with commas between them."""
    keys = tuple(key for part in value.split(",") if (key := part.strip()))
    if (value and not keys) or not all(map(KEY.fullmatch, keys)):
        raise Wrong(
            "holds something that is no key; `minutesbot tokens key` prints a new one, and commas stand "
            "between several"
        )
    return keys


def is_web_address(value: str) -> bool:
    """Whether this is the address of something on the web, to which more can be added."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return usable and not re.search(r"\s|[?#]", value)


def api_url(value: str) -> str:
    """An address of a web API, with the slash at the end that method names are added to."""
    if not is_web_address(value):
        raise Wrong("is not a web address such as https://slack.com/api/")
    return value.rstrip("/") + "/"


def mail_server(value: str) -> MailServer | None:
    """The address of a mail server, with the login in it; None for none."""
    if not value:
        return None
    schemes = ", ".join(f"{one}://" for one in Encryption)
    parts, port = _split(value)
    if parts is None or parts.scheme not in set(Encryption) or not parts.hostname:
        raise Wrong(f"is not of the form smtp://user:password@host:587; it begins with one of {schemes}")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise Wrong("goes on after the host; / ? # @ in a password are written as %2F %3F %23 %40")
    encryption, user = Encryption(parts.scheme), unquote(parts.username or "")
    password = unquote(parts.password or "")
    if bool(user) != bool(password):
        raise Wrong("needs a user and a password, or neither of them")
    if user and encryption is Encryption.NONE:
        raise Wrong("would send its password for everybody to read; write smtp:// or smtps://")
    return MailServer(parts.hostname, port or _MAIL_PORTS[encryption], encryption, user, password)


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


# RFC 5321 4.1.2, without what no list has: quotation marks, addresses in brackets. The lengths are 4.5.3.1.
_LONGEST_ADDRESS = 254
_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_TOP = "[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])"
_DOMAIN = rf"localhost|{_LABEL}(?:\.{_LABEL})*\.{_TOP}"
_MAIL_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_DOMAIN})")
_MAIL_PORTS = {Encryption.TLS: 465, Encryption.STARTTLS: 587, Encryption.NONE: 25}


def _split(value: str) -> tuple[SplitResult | None, int | None]:
    """The parts of an address and its port; None where it is none."""
    try:
        parts = urlsplit(value)
        return (None if re.search(r"[\s\x00-\x1f]", value) or parts.port == 0 else parts), parts.port
    except ValueError:
        return None, None


def database_url(value: str) -> str:
    """An address of a database that remembers."""
    scheme, found, rest = value.partition("://")
    if found and scheme in {"postgres", "postgresql", "postgresql+psycopg"} and rest:
        if not SERVER.fullmatch(rest):
            raise Wrong(
                "names no server; write postgresql://user@host/name, with :5432 behind host for a port"
            )
        return f"postgresql://{rest}" if scheme == "postgres" else value
    if not found or scheme != "sqlite":
        raise Wrong("is not of the form sqlite:///file.db or postgresql://user@host/name")
    if rest in {"", "/", "/:memory:"} or not rest.startswith("/"):
        raise Wrong("names no file; write sqlite:///file.db, or sqlite:////var/lib/file.db for a full path")
    return value


def http(value: str) -> tuple[str, int] | None:
    """Host and port; None for off."""
    if value.lower() == "off":
        return None
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/@\[\]]+)):(\d{1,5})", value)
    if not found:
        raise Wrong("is not of the form host:port, such as 127.0.0.1:8080, and not off")
    host, port = found[1] or found[2], int(found[3])
    if port > 65535:  # noqa: PLR2004 - the highest port there is
        raise Wrong("has no such port; the highest is 65535")
    return host, port


def seconds(value: str) -> float:
    """Seconds, up to an hour."""
    hour = 3600
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 < number <= hour:
        raise Wrong("is not a number of seconds above 0 and up to 3600")
    return number


def count(value: str) -> int:
    """How many of something: 1 at least."""
    most = 10_000
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 0 < int(value) <= most:
        raise Wrong("is not a number from 1 to 10000")
    return int(value)


def days(value: str) -> timedelta:
    """Whole days, from none up to ten years."""
    most = 3650
    if not re.fullmatch(r"[0-9]{1,4}", value) or int(value) > most:
        raise Wrong("is not a number of whole days from 0 to 3650")
    return timedelta(days=int(value))


def log_level(value: str) -> LogLevel:
    """A level, in letters of any size."""
    if value.upper() not in set(LogLevel):
        raise Wrong(f"is none of {', '.join(LogLevel)}")
    return LogLevel(value.upper())


def log_format(value: str) -> LogFormat:
    """A format, in letters of any size."""
    if value.lower() not in set(LogFormat):
        raise Wrong(f"is none of {', '.join(LogFormat)}")
    return LogFormat(value.lower())
