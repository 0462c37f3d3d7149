"""What docs/operating.md says of lines and metrics is what the program says."""

import re
from pathlib import Path

from bot.model.happened import LINES, Event

DOCUMENT = (Path(__file__).parents[1] / "docs" / "operating.md").read_text(encoding="utf-8")


def rows(first: str) -> list[str]:
    """The rows of the table whose head begins with this word."""
    found = re.search(rf"^\| {first} \|.*\n\| --- .*\n((?:\|.*\n)*)", DOCUMENT, re.MULTILINE)
    assert found, first
    return found[1].splitlines()


def test_every_event_has_its_line_in_the_document():
    wanted = [
        f"| `{event}` | {means} | {', '.join(f'`{fact}`' for fact in facts)} |"
        for event, (means, facts) in LINES.items()
    ]
    assert rows("event") == wanted
    assert set(LINES) == set(Event)
