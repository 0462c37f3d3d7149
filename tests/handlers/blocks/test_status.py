"""How the standing of a meeting looks, for a few areas and for very many."""

import json

import pytest

from bot.demo.block_kit.validate import block_faults, total_text
from bot.rules.meeting_status import AreaState
from handlers.blocks.area_status import AreaLine
from handlers.blocks.status import Status, status_blocks
from tests.golden_files import golden
from tests.handlers.looks import strings

TITLE = ", Tuesday, January 12, 4:00 PM EST (New York) (coming up)"
MEETING = "Production/2027-01-12"
AREAS = (
    AreaLine(
        "Campus", AreaState.UNREACHABLE, "Campus (Gus): no report yet, Gus cannot be reached: is deactivated"
    ),
    AreaLine(
        "Storage", AreaState.SILENT, "Storage (Ana B.): no report yet (Ana B. was asked on Monday at 5:00 PM)"
    ),
    AreaLine("Networks", AreaState.SILENT, "Networks <!channel> (Ana B.): no report yet (not asked yet)"),
    AreaLine("Security", AreaState.AWAY, "Security (Kim): away, and nobody stands in"),
    AreaLine("Software", AreaState.REPORTED, "Software (Tim T.): 2 news, on Monday at 6:10 PM, confirmed"),
)
BELOW = (
    "Next, on Tuesday, January 12, 1:00 PM EST (New York): a reminder goes to Ana B.",
    "1 announcement.",
)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("status", Status("Production", MEETING, TITLE, AREAS, BELOW, may_post=True)),
        ("status-member", Status("Production", MEETING, TITLE, AREAS, BELOW)),
        ("status-all-reported", Status("Production", MEETING, TITLE, AREAS[-1:], may_post=True)),
        ("status-no-area", Status("Production", MEETING, TITLE, ())),
    ],
)
def test_the_standing_looks_as_it_did_when_somebody_last_looked_at_it(name, status):
    shown = status_blocks(status)
    assert block_faults(list(shown.blocks)) == []
    written = json.dumps({"text": shown.text, "blocks": shown.blocks}, indent=1, ensure_ascii=False) + "\n"
    assert golden(f"blocks/{name}.json", written) == written


@pytest.mark.parametrize("count", [1, 12, 13, 40, 150])
@pytest.mark.parametrize("stage", AreaState)
def test_however_many_areas_there_are_slack_takes_it(count, stage):
    long = " Ana B. was asked on Monday at 5:00 PM, reminded on Tuesday at 1:00 PM" * 3
    areas = tuple(AreaLine(f"Area {number}", stage, f"Area {number}{long}") for number in range(count))
    shown = status_blocks(Status("Production", MEETING, TITLE, areas, BELOW, may_post=True))
    assert block_faults(list(shown.blocks)) == []
    assert len(shown.blocks) <= 49
    assert total_text(list(shown.blocks)) <= 11_000
    assert len(shown.text) <= 4_000
    assert all(
        any(f"Area {number} " in text for text in strings(list(shown.blocks))) for number in range(count)
    )


def test_nothing_that_is_shown_can_ping_anybody():
    shown = status_blocks(Status("<!here>", MEETING, TITLE, AREAS))
    assert "<!" not in shown.text
    assert not any("<!" in text for text in strings([block.get("text", {}) for block in shown.blocks]))
