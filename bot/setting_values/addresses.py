"""Addresses of web interfaces, of databases, and of what this machine serves."""

import re
from urllib.parse import urlsplit

from bot.setting_values.wrong import Wrong

# user, password, a host or an IPv6 address in brackets, a port, a database and options
SERVER = re.compile(
    r"(?:[^:/]*(?::[^@]*)?@)?(?:\[[^\]/?]+\]|[^\[/:?]*)(?::[0-9]{1,5})?(?:[/?].*)?", re.DOTALL
)


def is_host(name: str) -> bool:
    """Whether a server can be called so, or this is its number; nothing can be called `a..b`, for one."""
    try:
        return bool(name.encode("idna"))
    except UnicodeError:
        return False


def is_web_address(value: str) -> bool:
    """Whether this is the address of something on the web, to which more can be added."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and is_host(parts.hostname or "") and parts.port != 0
    except ValueError:
        return False
    return usable and not re.search(r"\s|[?#]", value)


def api_url(value: str) -> str:
    """An address of a web API, with the slash at the end that method names are added to."""
    if not is_web_address(value):
        raise Wrong("is not a web address such as https://slack.com/api/")
    return value.rstrip("/") + "/"


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
    if not found or not is_host(found[1] or found[2]):
        raise Wrong("is not of the form host:port, such as 127.0.0.1:8080, and not off")
    host, port = found[1] or found[2], int(found[3])
    if port > 65535:  # noqa: PLR2004 - the highest port there is
        raise Wrong("has no such port; the highest is 65535")
    return host, port
