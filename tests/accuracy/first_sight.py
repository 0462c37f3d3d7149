"""Text that nobody looked at while the rules were written; it measures, and nothing is tuned on it.

The files and their labels are those of `tests/golden/first_sight/README.md`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.model.call import Area
from bot.model.update import Reading, Why
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text
from tests.accuracy.alarms import Judged, judged
from tests.paths import GOLDEN

FOLDER = GOLDEN / "first_sight"
_AREA = Area("Software", ())
_ALARMS = {"emergencies": "emergency", "near_misses": "near miss", "ordinary": "ordinary"}
_BELOW = "the printer has moved"


def alarms() -> Iterator[Judged]:
    """The emergencies and what is none, as far as they are there."""
    for name, kind in _ALARMS.items():
        for _, text in rows(FOLDER / f"{name}.jsonl"):
            yield judged(text, kind)


def outcomes(name: str, what: Callable[[str], str]) -> Counter[tuple[str, str]]:
    """How often what became of a label of a file."""
    return Counter((label, what(text)) for label, text in rows(FOLDER / f"{name}.jsonl"))


def rows(path: Path) -> Iterator[tuple[str, str]]:
    """The labels and texts of a file; none where it is not there."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        row = json.loads(line)
        yield row["label"], row["text"]


def as_none(text: str) -> str:
    """Whether what stands under *Emergencies* is taken to say that there is none."""
    reading = _read(f"Emergencies:\n- {text}")
    return "not none" if reading.sections.emergencies else "none"


def as_talk(text: str) -> str:
    """Whether a reply is set aside or kept as status."""
    reading = _read(text)
    return "status" if reading.sections or reading.none or reading.intent else "set aside"


def as_heading(text: str) -> str:
    """The section that a line heads for what stands below it."""
    sections = _read(f"{text}\n- {_BELOW}").sections
    found = [
        name
        for name in ("news", "ongoing", "emergencies")
        for item in getattr(sections, name)
        if item.text == _BELOW and item.why is Why.HEADING
    ]
    return found[0] if found else "unknown"


def _read(text: str) -> Reading:
    readings = understand(document_from_text(text), areas=(_AREA,), last={})
    return readings[0][1] if readings else Reading()
