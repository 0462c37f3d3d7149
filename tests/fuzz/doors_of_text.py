"""Doors at which text comes in: calls.toml, settings, wiki pages and answers, what leads type."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bot.calls_file import read_calls, write_calls
from bot.formats.twiki.amend import amend_page, without_meta
from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.write import twiki
from bot.model.call import Area, Labels
from bot.reading.understand import understand
from bot.settings import DEFAULTS, load
from bot.wiki.answer import Answer, judged
from handlers.commands.arguments import Unclear, day_and_time_in, day_in, days_in, lead_named, time_in
from handlers.text.rich_text import document_from_text
from tests.formats.samples import full
from tests.fuzz.bending import bent_bytes, bent_text
from tests.fuzz.door import OURS, Door, plain
from tests.handlers.stage import CALL
from tests.paths import ROOT

EXAMPLE = (ROOT / "deploy" / "calls.example.toml").read_text(encoding="utf-8")
PAGE = twiki(full())
REPORT = """\
*News:*
- Released version 4.2, see <https://x.org/a|notes> and <@U0TIM>
    - tested at 12 of 30 sites
1. Moved the mirror (60 %)
Ongoing: port to the new release; new racks
Emergencies? none as far as I know
> quoted
```
make install
```
Thanks, Tim
"""
TYPED = (
    "12 Jan to 20 Jan",
    "tomorrow 17:00",
    "2027-01-12",
    "friday at 5pm",
    "<@U0TIM|tim>",
    "next week",
    "@Tim",
)
TODAY = date(2027, 1, 11)
LONGEST = 20_000  # characters; what is longer is a matter of speed, see tests/benchmarks


@asynccontextmanager
async def doors() -> AsyncIterator[list[Door]]:
    """All of them; files stand in a folder of their own until the context ends."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / ".env"
        yield [
            Door("calls.toml", _text(EXAMPLE), plain(_calls)),
            Door("settings", _settings, plain(_load)),
            Door(
                ".env", _bytes("".join(f"{name}={DEFAULTS[name]}\n" for name in DEFAULTS)), plain(_env(file))
            ),
            Door("wiki page", _text(PAGE), plain(_page)),
            Door("wiki answer", _answer, plain(_judge)),
            Door("words of a lead", _text(REPORT), plain(_understand)),
            Door("arguments of a command", _typed, plain(_arguments), (*OURS, Unclear)),
        ]


def _text(sample: str) -> Any:
    return lambda dice: bent_text(sample, dice)[:LONGEST]


def _bytes(sample: str) -> Any:
    return lambda dice: bent_bytes(bent_text(sample, dice).encode("utf-8", "surrogatepass"), dice)


def _calls(text: str) -> None:
    calls = read_calls(text, "calls.toml")
    assert read_calls(write_calls(calls), "again.toml") == calls


def _settings(dice: Random) -> Any:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "MINUTESBOT_WIKI_PASSWORD": "sesame"}
    return {
        name: bent_text(value, dice) for name, value in {**DEFAULTS, **tokens}.items() if dice.random() < 0.5
    }


def _load(environ: dict[str, str]) -> None:
    loaded = load(environ, None)
    assert loaded.bot_token not in repr(loaded) or not loaded.bot_token


def _env(file: Path) -> Any:
    def work(data: bytes) -> None:
        file.write_bytes(data)
        load({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, file)

    return work


def _page(text: str) -> None:
    page = read_page(text)
    assert len(page.areas) <= text.count("\n") + 1
    amended = amend_page(without_meta(text), full())
    assert amend_page(amended.text, full(), (full(),)).text == amended.text


def _answer(dice: Random) -> Any:
    return {
        "status": dice.choice((200, 200, 302, 404, 403, 500, 503, 0, 999, 429)),
        "kind": bent_text("text/plain", dice),
        "charset": dice.choice(("utf-8", "iso-8859-1", "utf-7", "x", "", "idna", "hex", "rot13", "punycode")),
        "body": bent_bytes(f'<input name="validation_key" value="?1"/>{PAGE[:400]}'.encode(), dice),
        "location": bent_text("https://wiki.example.org/bin/oops/Web/Topic?template=oopsaccess;def=x", dice),
        "key": bent_text("?abc", dice),
    }


def _judge(fields: dict[str, Any]) -> None:
    answer = Answer(**fields)
    answer.hidden("validation_key")
    judged(answer, "MinutesBot", "read")
    without_meta(answer.text)


def _understand(text: str) -> None:
    document = document_from_text(text)
    understand(document, areas=(Area("Software", (), labels=Labels()),), last={})


def _typed(dice: Random) -> str:
    return bent_text(dice.choice(TYPED), dice)


def _arguments(text: str) -> None:
    lead_named(CALL.leads, text)
    for read in (lambda: day_in(text, TODAY), lambda: days_in(text, TODAY), lambda: time_in(text)):
        try:
            read()
        except Unclear:
            continue
    day_and_time_in(text, TODAY)
