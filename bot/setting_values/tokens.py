"""Tokens of Slack, what else it gives an app, and keys of our own."""

import re
from collections.abc import Callable

from bot.setting_values.wrong import Wrong

KEY = re.compile(r"[A-Za-z0-9_+/-]{43}=")  # 32 bytes; base64 ignores what stands behind the sign


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
