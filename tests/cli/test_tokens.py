"""The keys that tokens of workspaces are encrypted with, by the command line."""

from storage.database import open_database
from storage.installations import RowInstallations
from storage.migrations import upgrade
from storage.sealing import Seal
from tests.storage.test_installations import ONE


async def test_a_new_key_is_put_before_the_old_one_and_after_a_rotation_the_old_one_is_not_needed(
    minutesbot, tmp_path
):
    old, new = [(await minutesbot("tokens", "key")).out.strip() for _ in range(2)]
    database = open_database(f"sqlite:///{tmp_path}/minutesbot.db")
    upgrade(database)
    await RowInstallations(database, Seal([old])).keep(ONE)
    wrong = await minutesbot("tokens", "rotate", MINUTESBOT_TOKEN_KEYS=new)
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)
    assert wrong.err.endswith("put the key it was encrypted with there: T1\n")
    both = await minutesbot("tokens", "rotate", MINUTESBOT_TOKEN_KEYS=f"{new}, {old}")
    assert both.out.startswith("1 token is encrypted with the first key")
    assert await RowInstallations(database, Seal([new])).find("T1") == ONE
    database.close()


async def test_without_a_key_or_with_something_that_is_none_it_says_so_in_one_line(minutesbot):
    for keys in ("", "no-key", "xoxb-1"):
        said = await minutesbot("tokens", "rotate", MINUTESBOT_TOKEN_KEYS=keys)
        assert (said.code, said.err.count("\n")) == (2, 1)
        assert "MINUTESBOT_TOKEN_KEYS" in said.err
        assert "no-key" not in said.err
