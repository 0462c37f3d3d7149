"""Where the app is installed: tokens that nobody can read without the key, and teams that come and go."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from bot.model.errors import ConfigurationWrong, TokenUnreadable
from bot.model.installation import Installation
from storage.installations import InstallationRow, RowBegunInstallations, RowInstallations
from storage.sealing import Seal, new_key
from storage.store import RowStore
from storage.tables import Row
from tests.storage.hands import ASK, NOON, enqueue
from tests.storage.test_privacy import remember

OLD, NEW = new_key(), new_key()
TOKEN = "xoxb-canary-of-a-token"
ONE = Installation("T1", TOKEN, "U0BOT", "B1", "One", "E1", "A1", ("chat:write",), installed_at=NOON)
LATER, MONTH = NOON + timedelta(hours=1), timedelta(days=30)
STATE = "canary-of-a-state"


@pytest.fixture
def installations(database):
    return RowInstallations(database, Seal([NEW]))


def everything(database) -> str:
    """All tables as text."""
    with database.engine.connect() as connection:
        return repr([[*connection.execute(select(table))] for table in Row.metadata.sorted_tables])


async def test_what_was_installed_is_found_as_it_was_by_its_team_only(installations):
    await installations.keep(ONE)
    assert await installations.find("T1") == ONE
    assert (await installations.find("T2"), await installations.find("")) == (None, None)
    assert await installations.teams() == ("T1",)


async def test_no_dump_of_the_tables_and_no_repr_holds_a_token_or_a_state(installations, database):
    await installations.keep(ONE)
    await RowBegunInstallations(database).begin(STATE, NOON, MONTH)
    assert "U0BOT" in everything(database)
    assert "canary" not in everything(database)
    assert "canary" not in repr(await installations.find("T1"))


async def test_installed_again_it_has_the_new_token_and_what_it_had_saved(installations, database):
    await installations.keep(ONE)
    await enqueue(RowStore(database, "T1"), ASK)
    await installations.remove("T1", LATER)
    assert (await installations.find("T1"), await installations.teams()) == (None, ())
    again = replace(ONE, token="xoxb-another", installed_at=LATER)
    await installations.keep(again)
    assert await installations.find("T1") == again
    assert await RowStore(database, "T1").read(lambda book: book.delivery(ASK.key)) is not None


async def test_with_an_older_key_behind_the_new_one_tokens_are_read_and_then_sealed_anew(database):
    await RowInstallations(database, Seal([OLD])).keep(ONE)
    both = RowInstallations(database, Seal([NEW, OLD]))
    assert await both.find("T1") == ONE
    assert both.seal_anew() == 1
    assert await RowInstallations(database, Seal([NEW])).find("T1") == ONE
    with pytest.raises(TokenUnreadable):
        await RowInstallations(database, Seal([OLD])).find("T1")


async def test_without_the_right_key_it_says_whose_token_cannot_be_read_and_what_to_do(database):
    await RowInstallations(database, Seal([OLD])).keep(ONE)
    others = RowInstallations(database, Seal([NEW]))
    await others.keep(replace(ONE, team="T2"))
    with pytest.raises(TokenUnreadable) as unread:
        await others.find("T1")
    advice = "put the key it was encrypted with there: T1"
    line = f"A token cannot be read with the keys of MINUTESBOT_TOKEN_KEYS; {advice}"
    assert str(unread.value) == line
    assert await others.teams() == ("T1", "T2")
    assert (await others.find("T2")) is not None
    before = everything(database)
    with pytest.raises(TokenUnreadable, match="T1"):
        others.seal_anew()
    assert everything(database) == before


@pytest.mark.parametrize("keys", [[], ["short"], [NEW, "x" * 44], [""]])
def test_no_key_or_something_that_is_none_is_one_line_without_it(keys):
    with pytest.raises(ConfigurationWrong) as wrong:
        Seal(keys)
    assert "MINUTESBOT_TOKEN_KEYS" in str(wrong.value)
    assert "\n" not in str(wrong.value)
    assert NEW not in str(wrong.value)


async def test_a_token_that_was_moved_to_another_teams_row_cannot_be_read(installations, database):
    await installations.keep(ONE)
    await installations.keep(replace(ONE, team="T2", token="xoxb-two"))
    with database.engine.begin() as connection:
        (token,) = connection.execute(
            select(col(InstallationRow.token)).where(col(InstallationRow.team_id) == "T1")
        ).one()
        connection.execute(update(InstallationRow).values(token=token))
    assert (await installations.find("T1")) == ONE
    with pytest.raises(TokenUnreadable):
        await installations.find("T2")


async def test_a_removed_team_is_forgotten_once_its_time_is_over_and_the_other_stays_whole(
    installations, database
):
    for team in ("T1", "T2"):
        await installations.keep(replace(ONE, team=team))
        await RowStore(database, team).change(remember)
    await installations.remove("T1", LATER)
    await installations.remove("T1", LATER + MONTH)  # told twice, it counts from the first time
    assert not await installations.forget("T1", LATER)
    assert await installations.removed_before(LATER) == ()
    assert await installations.removed_before(LATER + MONTH) == ("T1",)
    assert not await installations.forget("T2", LATER + MONTH)
    assert await installations.forget("T1", LATER + MONTH)
    assert "'T1'" not in everything(database)
    assert await installations.removed_before(LATER + MONTH) == ()
    assert (await RowStore(database, "T2").read(lambda book: book.personal_data_of("U1"))).replies == 1


async def test_a_team_that_installs_again_just_before_it_is_forgotten_is_not(installations):
    await installations.keep(ONE)
    await installations.remove("T1", LATER)
    await installations.keep(ONE)
    assert not await installations.forget("T1", LATER + MONTH)
    assert await installations.find("T1") == ONE


async def test_a_state_counts_once_and_not_for_ever(database):
    begun, lasts = RowBegunInstallations(database), timedelta(minutes=10)
    for state in (STATE, "other", "old"):
        await begun.begin(state, NOON, lasts)
    assert sorted(await asyncio.gather(*(begun.end(STATE, NOON + lasts) for _ in range(3)))) == [
        False,
        False,
        True,
    ]
    assert not await begun.end("old", NOON + 2 * lasts)
    assert not await begun.end("never handed out", NOON)
    await begun.begin("newer", NOON + 2 * lasts, lasts)
    assert not await begun.end("other", NOON)  # deleted, as it was too old
