"""Who may do what in a call. Values in, decisions out."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.model.call import Call
from bot.model.person import Person


class Role(StrEnum):
    """What somebody is to a call; most people are several of these."""

    CHAIR = "chair"
    LEAD = "lead"
    STAND_IN = "stand-in"
    MEMBER = "member"  # of the channel; guests of the workspace are members where they are let in
    ADMIN = "administrator"  # of the workspace
    STRANGER = "stranger"  # of another workspace, in a channel that both share


class Deed(StrEnum):
    """What somebody wants to do."""

    ASK = "ask"  # status, preview, report, announce: all that changes nobody else's week
    RUN = "run"  # post, skip, move, remind: what every lead feels
    SET_UP = "set up"
    FOUND = "found"  # make a call in a channel that has none
    TAKE_OVER = "take over"  # become the chair of a call whose chairs cannot act


MAY: Mapping[Deed, frozenset[Role]] = {
    Deed.ASK: frozenset({Role.CHAIR, Role.LEAD, Role.STAND_IN, Role.MEMBER}),
    Deed.RUN: frozenset({Role.CHAIR}),
    Deed.SET_UP: frozenset({Role.CHAIR}),
    Deed.FOUND: frozenset({Role.MEMBER}),
    Deed.TAKE_OVER: frozenset({Role.ADMIN, Role.LEAD}),
}


def may(deed: Deed, roles: Iterable[Role]) -> bool:
    """Whether any of these roles allows it."""
    return not MAY[deed].isdisjoint(roles)


def may_chair(call: Call, person: Person) -> bool:
    """Whether this person posts, skips, moves and sets up."""
    return may(Deed.RUN, roles(person, call))


def roles(
    person: Person, call: Call | None = None, *, members: Iterable[str] = (), stands_in: bool = False
) -> frozenset[Role]:
    """What somebody is to a call and to the people of its channel; who cannot act is nothing."""
    if person.stranger:
        return frozenset({Role.STRANGER})
    if person.trouble:
        return frozenset()
    held = {
        Role.CHAIR: call is not None and person.person in call.chairs,
        Role.LEAD: call is not None and bool(call.areas_of(person.person)),
        Role.STAND_IN: stands_in,
        Role.MEMBER: person.person in set(members),
        Role.ADMIN: person.admin,
    }
    return frozenset(role for role, holds in held.items() if holds)


def is_orphaned(call: Call, people: Iterable[Person]) -> bool:
    """Whether no chair of a call can act; `people` are its chairs, looked up."""
    return not any(may_chair(call, person) for person in people)


def unfit(person: Person) -> str:
    """Why somebody cannot be chosen as a chair, a lead or a stand-in; empty if they can."""
    return "belongs to another workspace" if person.stranger else person.trouble
