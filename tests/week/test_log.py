"""A week leaves a line for each thing that happened, as text and as JSON, and nobody's words nor a token."""

import asyncio
import json
import logging
import re
from dataclasses import dataclass, field

import pytest

from bot.demo import week
from bot.demo.story import cast
from bot.logs import _formatter
from bot.model.delivery import Kind
from bot.model.happened import LINES, Event
from bot.model.reason import Reason
from bot.setting_values import LogFormat, LogLevel
from bot.version import VERSION
from tests.golden_files import golden
from tests.log_lines import writing
from tests.waiting import until
from tests.week.theatre import theatre

pytestmark = pytest.mark.wire

WORD = re.compile(r"[^\W\d_]{5,}")
KNOWN = "Production"  # the call, whose name stands in lines and in what people write


class Both(logging.Handler):
    """Every record in both formats, with the scene during which it was made."""

    def __init__(self) -> None:
        super().__init__()
        self.scene = "the bot starts"
        self.text: list[tuple[str, str]] = []
        self.json: list[tuple[str, str]] = []
        self._forms = {LogFormat.TEXT: self.text, LogFormat.JSON: self.json}

    def emit(self, record: logging.LogRecord) -> None:
        for form, lines in self._forms.items():
            lines.append((self.scene, _formatter(form).format(record)))


@dataclass(frozen=True)
class Logged:
    """What a week left in the log, and what people wrote in it."""

    text: list[tuple[str, str]]
    json: list[tuple[str, str]]
    written: set[str] = field(repr=False)
    tokens: tuple[str, ...] = field(repr=False)


@pytest.fixture(scope="module")
def logged(tmp_path_factory) -> Logged:
    async def play() -> Logged:
        async with theatre(tmp_path_factory.mktemp("log")) as stage, stage.bot() as bot:

            async def move(moment) -> None:
                stage.clock.move(moment)
                await bot.turn()
                await until(lambda: not bot._look_back.is_looking)  # which goes on beside the turn

            def tell(scene) -> None:
                both.scene = scene.told

            await week.play(stage.workspace, move=move, tell=tell)
            own = [message for message in stage.everything() if "bot_id" not in message]
            written = {word.lower() for message in own for word in WORD.findall(message["text"])}
            return Logged(
                both.text, both.json, written, (stage.workspace.bot_token, stage.workspace.app_token)
            )

    both = Both()
    with writing(LogFormat.TEXT, LogLevel.DEBUG):
        logging.getLogger().addHandler(both)
        return asyncio.run(play())


def told(lines: list[tuple[str, str]]) -> str:
    """The lines scene by scene; what is done at the same time in alphabetical order."""
    scenes: dict[str, list[str]] = {}
    for scene, line in lines:
        scenes.setdefault(scene, []).append(line)
    return "".join(
        f"\n== {scene}\n" + "".join(f"{line}\n" for line in sorted(scenes[scene])) for scene in scenes
    )


def without_chance(line: str) -> str:
    """How long something took, and how much of what is said at that moment is read back, is chance.

    The number of the release is not, and changes with each.
    """
    line = line.replace(VERSION, "VERSION")
    return re.sub(r'((?:took_ms|messages)"?[=:] ?)\d+', r"\1…", line)


def at_info(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(scene, without_chance(line)) for scene, line in lines if "DEBUG" not in line]


def test_the_week_leaves_these_lines(logged):
    lines = [(scene, re.sub(r"^[\d-]+ [\d:,]+ ", "", line)) for scene, line in at_info(logged.text)]
    assert told(lines) == golden("week/log.txt", told(lines))


def test_the_same_lines_for_programs(logged):
    lines = [(scene, re.sub(r'"asctime": "[^"]*", ', "", line)) for scene, line in at_info(logged.json)]
    assert told(lines) == golden("week/log.jsonl", told(lines))


def test_what_was_read_back_is_counted(logged):
    counts = [json.loads(line).get("messages", 0) for _, line in logged.json]
    assert max(counts) > 20


def test_a_line_for_programs_has_as_fields_what_the_text_says(logged):
    for (_, text), (_, line) in zip(logged.text, logged.json, strict=True):
        said = json.loads(line)
        if event := said.get("event"):
            facts = {name: said[name] for name in LINES[Event(event)][1] if name in said}
            assert facts
            assert said["message"].startswith(event)
            assert said["message"] in text
            for name, fact in facts.items():
                assert f"{name}={fact}" in said["message"] or f"{name}={json.dumps(fact)}" in said["message"]


def test_no_line_at_any_level_holds_a_word_of_a_lead(logged):
    assert len(logged.written) > 50
    everything = "\n".join(line for _, line in (*logged.text, *logged.json))
    ours = {word.lower() for word in WORD.findall(_ours())}
    assert {word.lower() for word in WORD.findall(everything)} & logged.written - ours == set()


def test_no_line_at_any_level_holds_a_token(logged):
    everything = "\n".join(line for _, line in (*logged.text, *logged.json))
    assert not [token for token in logged.tokens if token in everything]
    assert not re.search(r"xox[a-z]-|xapp-|ticket=", everything)


def _ours() -> str:
    """Words that lines have of their own: names of events, facts, areas and calls."""
    facts = " ".join(name for _, names in LINES.values() for name in names)
    areas = re.findall(r'name = "(.*)"', cast.CALLS)
    return " ".join((*Event, facts, *areas, *Reason, *Kind, KNOWN))
