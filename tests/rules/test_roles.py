"""Who may do what in a call: role by role, and command by command."""

from dataclasses import replace
from datetime import time

import pytest

from bot.model.call import Area, Call, Lead, StandIn, Weekday
from bot.model.person import Person
from bot.rules.roles import Deed, Role, is_orphaned, may, may_chair, roles, unfit
from handlers.commands.command import Plain
from handlers.commands.registry import COMMANDS

CHAIR, LEAD, ADMIN = Person("UCHAIR", "Chair"), Person("ULEAD", "Lead"), Person("UADMIN", "Adm", admin=True)
GONE = Person("UCHAIR", "Chair", trouble="is deactivated")
STRANGER = Person("UCHAIR", "Chair", stranger=True)
CALL = Call(
    name="Harbour",
    channel="C1",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="UTC",
    areas=(Area("Cranes", (Lead("Lead", "ULEAD"),)),),
    chairs=("UCHAIR",),
)

TABLE = {
    Role.CHAIR: {Deed.ASK, Deed.RUN, Deed.SET_UP},
    Role.LEAD: {Deed.ASK, Deed.TAKE_OVER},
    Role.STAND_IN: {Deed.ASK},
    Role.MEMBER: {Deed.ASK, Deed.FOUND},
    Role.ADMIN: {Deed.TAKE_OVER},
    Role.STRANGER: set(),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("deed", Deed)
def test_each_role_may_do_what_it_is_there_for_and_no_more(role, deed):
    assert may(deed, {role}) is (deed in TABLE[role])


def test_who_is_nothing_may_do_nothing():
    assert not any(may(deed, ()) for deed in Deed)


@pytest.mark.parametrize(
    ("person", "held"),
    [
        (CHAIR, {Role.CHAIR, Role.MEMBER}),
        (LEAD, {Role.LEAD, Role.MEMBER}),
        (ADMIN, {Role.ADMIN}),
        (Person("UELSE", "Else"), set()),
        (GONE, set()),
        (STRANGER, {Role.STRANGER}),
    ],
)
def test_people_are_what_the_call_and_the_workspace_make_of_them(person, held):
    assert roles(person, CALL, members={"UCHAIR", "ULEAD"}) == held


def test_a_stand_in_is_one_for_the_day_only():
    away = Lead("Lead", "ULEAD", away=True, stand_in=StandIn("Else", "UELSE"))
    on_the_day = replace(CALL, areas=(Area("Cranes", (away,)),))
    assert roles(Person("UELSE", "Else"), on_the_day, stands_in=True) >= {Role.STAND_IN}
    assert roles(Person("UELSE", "Else"), CALL) == set()


def test_a_call_is_orphaned_when_no_chair_of_it_can_act():
    assert not is_orphaned(CALL, [CHAIR])
    assert is_orphaned(CALL, [GONE])
    assert is_orphaned(CALL, [STRANGER])
    assert is_orphaned(replace(CALL, chairs=()), [])
    assert not is_orphaned(replace(CALL, chairs=("UCHAIR", "ULEAD")), [GONE, LEAD])
    assert not may_chair(CALL, GONE)


def test_who_cannot_be_chosen_is_told_why():
    assert unfit(CHAIR) == ""
    assert unfit(GONE) == "is deactivated"
    assert unfit(STRANGER) == "belongs to another workspace"


def test_posting_skipping_moving_and_reminding_are_for_chairs():
    for word, command in COMMANDS.items():
        if isinstance(command, Plain):
            continue
        if word in {"post", "skip", "move"}:
            assert command.chairs, word
        if word in {"help", "status", "preview", "announce", "action", "here", "for", "away", "history"}:
            assert not command.chairs, word
