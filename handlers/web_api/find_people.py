"""Who in the workspace is meant by a name on a wiki page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.untrusted_json import mapping_of, mappings_in, text_of
from handlers.web_api.api_errors import answer

PAGE = 200
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the workspace, with everything they are called."""

    person: str
    names: tuple[str, ...]


async def members(reading: AsyncWebClient) -> tuple[Member, ...]:
    """Every person who is active in the workspace."""
    found: list[Member] = []
    seen = [""]
    while True:
        page = await answer(reading.users_list(limit=PAGE, cursor=seen[-1]))
        found += [
            _member(user)
            for user in mappings_in(page.listed("members"))
            if text_of(user.get("id")) and not user.get("deleted") and not user.get("is_bot")
        ]
        cursor = page.next_page(*seen)
        if not cursor:
            return tuple(found)
        seen.append(cursor)


def meant(names: Iterable[str], known: Sequence[Member]) -> dict[str, tuple[str, ...]]:
    """For each name the members who may be meant: by the whole name, else by first name and initial."""
    return {name: _meant(name, known) for name in names}


def _meant(name: str, known: Sequence[Member]) -> tuple[str, ...]:
    said = _words(name)
    spoken = [(member.person, [_words(each) for each in member.names]) for member in known]
    exact = tuple(person for person, called in spoken if said in called)
    return exact or tuple(
        person for person, called in spoken if any(_abbreviates(said, each) for each in called)
    )


def _abbreviates(said: list[str], called: list[str]) -> bool:
    """Whether a name is short for another: `Tim C.` for `Tim Cartwright`, `Armen` for `Armen V.`."""
    if not said or len(said) > len(called) or said[0] != called[0]:
        return False
    return len(said) == 1 or all(
        whole.startswith(short) for short, whole in zip(said[1:], called[1:], strict=False)
    )


def _words(name: str) -> list[str]:
    return _WORD.findall(name.casefold())


def _member(user: Mapping[str, Any]) -> Member:
    profile = mapping_of(user.get("profile"))
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return Member(str(user["id"]), tuple(dict.fromkeys(str(name) for name in names if name)))
