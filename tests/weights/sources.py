"""Labelled texts to learn from: what this project says itself, and real items where they are present."""

import json
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SENTENCES = 40_000  # built from frames
# How much a text of a source counts beside one of the corpus.
OWN, CORPUS, FRAMES, WEAK = 2.0, 1.0, 0.2, 0.3


@dataclass(frozen=True)
class Labelled:
    """A text, whether it reports an emergency, how much that counts, and where it is from."""

    text: str
    emergency: bool
    weight: float
    source: str


def sources(replies: Path, alarms: Path) -> Iterator[Labelled]:
    """All that there is to learn from; always in the same order."""
    yield from _own(HERE / "own_train.jsonl")
    yield from _built(HERE / "frames.toml")
    yield from _corpus(replies)
    if alarms.exists():
        yield from _weak(alarms)


def _own(path: Path) -> Iterator[Labelled]:
    """The lines written for this purpose."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Labelled(row["text"], row["emergency"], OWN, "own")


def _built(path: Path) -> Iterator[Labelled]:
    """Sentences from frames: as many emergencies as others, always the same."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = {
        name: [part for line in lines.splitlines() for part in line.split("|") if part]
        for name, lines in table.items()
    }
    chance = random.Random(11)
    for number in range(SENTENCES):
        emergency = number % 2 == 1
        sentence = "{emergency}" if emergency else "{other}"
        while "{" in sentence:
            sentence = re.sub(r"\{(\w+)\}", lambda name: chance.choice(parts[name[1]]), sentence)
        yield Labelled(sentence, emergency, FRAMES, "frames")


def _corpus(folder: Path) -> Iterator[Labelled]:
    """Items, talk and nones of the labelled replies, each text once."""
    found: dict[str, bool] = {}
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for group in table.get("each", ()):
            found |= dict.fromkeys(group["messages"], group.get("section") == "emergencies")
        for reply in table.get("reply", ()):
            for area in reply["area"].values() if "area" in reply else (reply,):
                for section in ("news", "ongoing", "emergencies"):
                    lines = (line.lstrip("> ") for line in area.get(section, ()))
                    found |= dict.fromkeys(lines, section == "emergencies")
    for text, emergency in found.items():
        yield Labelled(text, emergency, CORPUS, "corpus")


def _weak(path: Path) -> Iterator[Labelled]:
    """Real items with weak labels."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Labelled(row["text"], row["emergency"], row["weight"] * WEAK, row["from"])
