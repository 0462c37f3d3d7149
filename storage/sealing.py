"""Tokens as they lie in the database: encrypted, with keys that only the operator's environment holds."""

import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.model.errors import ConfigurationWrong, TokenUnreadable

HOW = "each is 32 bytes in URL-safe base64; `minutesbot tokens key` prints a new one"


class Seal:
    """Encrypts with the first of the keys, and reads what any of them has encrypted.

    Raises ConfigurationWrong where there is none, or one that is no key.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            self._keys = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise ConfigurationWrong(
                f"MINUTESBOT_TOKEN_KEYS holds something that is no key; {HOW}"
            ) from error

    def close(self, token: str, team: str) -> str:
        """Encrypt a token; it can be read as this team's only."""
        return self._keys.encrypt(json.dumps([team, token]).encode()).decode()

    def open(self, sealed: str, team: str) -> str:
        """The token of a team; raises TokenUnreadable."""
        try:
            whose, token = json.loads(self._keys.decrypt(sealed))
        except (InvalidToken, ValueError) as error:
            raise TokenUnreadable(team) from error
        if whose != team or not isinstance(token, str):
            raise TokenUnreadable(team)
        return token


def new_key() -> str:
    """A new key for MINUTESBOT_TOKEN_KEYS."""
    return Fernet.generate_key().decode()
