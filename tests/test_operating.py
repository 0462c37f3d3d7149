"""What docs/operating.md says of lines and metrics is what the program says."""

import re
from pathlib import Path

from bot.metrics import Metrics
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


def test_every_metric_has_its_line_in_the_document():
    wanted = []
    for each in Metrics("1.0").catalogue:
        labels = ", ".join(f"`{label}`" for label in each.labels) or "\N{EN DASH}"
        wanted.append(f"| `{each.name}` | {each.kind} | {labels} | {each.says} |")
    assert rows("metric") == wanted


def test_the_catalogue_is_what_the_registry_says():
    metrics = Metrics("1.0")
    names = {
        f"{family.name}_total" if family.type == "counter" else family.name
        for family in metrics.registry.collect()
        if family.name.startswith("minutesbot_")
    }
    assert names == {each.name for each in metrics.catalogue}
