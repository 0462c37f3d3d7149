"""Commands on the keys that tokens of workspaces are encrypted with."""

from bot.deployment import new_token_key, sealed_anew
from bot.settings import Settings


def key() -> str:
    """A new key."""
    return new_token_key()


def rotate(settings: Settings) -> str:
    """Encrypt all tokens with the first key, and say how many; raises TokenUnreadable and changes nothing."""
    count = sealed_anew(settings)
    tokens = "1 token is" if count == 1 else f"{count} tokens are"
    return (
        f"{tokens} encrypted with the first key of MINUTESBOT_TOKEN_KEYS; the others are not needed any more"
    )
