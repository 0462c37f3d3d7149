"""The whole bot over the wire of a workspace: what a lead writes is mailed once when the meeting closes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.at_work import at_work
from bot.cli.demo import manifest, settings_for
from bot.clock import MovableClock
from bot.demo.workspace import Workspace
from bot.model.errors import CallsFileWrong
from bot.setting_values import Encryption
from tests.complaints import complaints
from tests.mail.post_office import SENDER, PostOffice, opened
from tests.wiki.test_week import CALL, CALLS, PEOPLE

MAILED = CALLS.partition("[call.twiki]")[0] + 'mail = ["list@example.org", "gone@example.org"]\n\n'
HARBOUR = MAILED + "[[call.area]]" + CALLS.partition("[[call.area]]")[2]

pytestmark = [pytest.mark.wire]


@pytest.fixture
def clock():
    return MovableClock(CALL - timedelta(hours=5))


@pytest.fixture
async def workspace(clock):
    made = Workspace(manifest=manifest(), clock=clock)
    made.add_channel("C0HARBOUR", "harbour")
    for person, name in PEOPLE.items():
        made.add_person(person, name)
    await made.start()
    yield made
    await made.stop()


async def test_what_a_lead_writes_is_mailed_once_and_the_chair_hears_of_an_address_that_is_refused(
    workspace, clock, tmp_path
):
    office = PostOffice(readers={"gone@example.org": "550 5.1.1 unknown"})
    async with opened(office, Encryption.NONE, login=False) as server:
        settings = replace(settings_for(workspace, tmp_path, HARBOUR), mail_server=server, mail_from=SENDER)
        async with at_work(settings, clock) as bot:
            await bot.turn()
            await workspace.write("U0WANDA", "News:\n- two new ropes & <b>")
            await workspace.settled()
            for after in (timedelta(0), timedelta(hours=1), timedelta(hours=25), timedelta(hours=26)):
                clock.move(CALL + after)
                await bot.turn()
                await bot.turn()
                await workspace.settled()
    (mail,) = office.arrived
    assert mail["To"] == "list@example.org"
    plain, page = (part.get_content() for part in mail.iter_parts())
    assert "* two new ropes & <b>" in plain
    assert "two new ropes &amp; &lt;b&gt;" in page
    told = [said["text"] for said in workspace.messages(workspace.dm("U0RUTH"))]
    (notice,) = [line for line in told if "gone@example.org" in line]
    assert notice == (
        "The minutes for the Harbour call of Tuesday, January 12 did not get through to gone@example.org by "
        "mail: the mail server refuses gone@example.org (550 5.1.1)."
    )
    assert complaints(workspace) == ([], [])


async def test_a_bot_does_not_start_on_a_file_with_mail_that_nothing_can_send(workspace, clock, tmp_path):
    settings = settings_for(workspace, tmp_path, HARBOUR)
    with pytest.raises(CallsFileWrong, match="Harbour has mail"):
        async with at_work(settings, clock):
            pass
