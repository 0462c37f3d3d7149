"""What the documents say is so: paths exist, words work, settings and samples are the program's own."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.calls_file import read_calls, write_calls
from bot.settings import DEFAULTS, load

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
)
PATH = re.compile(r"(?<![\w./-])(?:bot|handlers|storage|tests|deploy|docs|\.ci)/[\w./-]*\w/?")
MODULE = re.compile(r"(?<![\w/])\w+\.py\b")
WORD = re.compile(r"(?:`|^\s*\$?\s*)make ([a-z-]+)", re.MULTILINE)
COMMAND = re.compile(r"(?:`|^\s*\$?\s*|\| )minutesbot ([a-z][a-z-]*)", re.MULTILINE)
VARIABLE = re.compile(r"\b(?:SLACK|MINUTESBOT)_[A-Z_]+\b|\bDATABASE_URL\b")


def text(name: str) -> str:
    path = ROOT / name
    if not path.exists():
        pytest.skip(f"{name} is not written yet")
    return path.read_text(encoding="utf-8")


def blocks(document: str, language: str) -> list[str]:
    """The code blocks of a document in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", document, re.MULTILINE | re.DOTALL)


def links(document: str) -> Iterator[str]:
    """What a document links to within this repository."""
    for target in re.findall(r"\]\(([^)\s]+)\)", document):
        if not re.match(r"[a-z]+:|#", target):
            yield target.split("#")[0]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_a_document_names_exists(name):
    document = text(name)
    missing = {path for path in PATH.findall(document) if not (ROOT / path.removesuffix("/")).exists()}
    missing |= {link for link in links(document) if not (ROOT / name).parent.joinpath(link).exists()}
    assert not missing


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_module_that_a_document_names_exists(name):
    known = {
        path.name for part in ("bot", "handlers", "storage", "tests") for path in (ROOT / part).rglob("*.py")
    }
    assert not set(MODULE.findall(text(name))) - known


def test_every_test_that_the_threat_model_names_exists():
    named = set(re.findall(r"`(test_\w+)`", text("docs/security.md")))
    known = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(named) > 40
    assert not named - known


def test_the_map_of_the_house_names_every_room_and_all_who_live_in_it():
    rooms = next(block for block in blocks(text("ARCHITECTURE.md"), "") if "bot/cycle/asking/" in block)
    told: dict[str, set[str]] = {}
    for room, names in re.findall(r"^(\S+/) +((?:.*\n)(?: +.*\n)*)", rooms, re.MULTILINE):
        told[room.rstrip("/")] = set(re.findall(r"[a-z_]+(?=,|\n)", names))
    known: dict[str, set[str]] = {}
    for package in ("bot", "handlers", "storage"):
        for path in (ROOT / package).rglob("*.py"):
            if path.parent.name != "versions":
                names = known.setdefault(path.parent.relative_to(ROOT).as_posix(), set())
                names |= {path.stem} - {"__init__"}
    told["storage/migrations"] = {"env"}
    assert told == known


@pytest.mark.parametrize("name", [*DOCUMENTS, ".pre-commit-config.yaml", ".ci/run"])
def test_every_make_word_that_a_document_names_is_one(name):
    words = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    assert not set(WORD.findall(text(name))) - words


def test_the_hooks_and_ci_run_the_words_of_make():
    assert re.findall(r"entry: (.*)", text(".pre-commit-config.yaml")) == ["make format", "make check"]
    assert re.search(r"^make check\b", text(".ci/run"), re.MULTILINE)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_setting_that_a_document_names_is_one(name):
    assert not set(VARIABLE.findall(text(name))) - set(DEFAULTS)


def test_every_setting_stands_in_the_reference_with_its_default():
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", text("docs/reference/settings.md"), re.MULTILINE))
    shown = {name: default.strip("`") for name, default in rows.items()}
    without = {"SLACK_BOT_TOKEN": "required"}
    assert shown == {name: default or without.get(name, "\N{EN DASH}") for name, default in DEFAULTS.items()}


def test_the_example_of_an_environment_names_every_setting_with_its_default_and_nothing_else():
    text(".env.example")
    assert dotenv_values(ROOT / ".env.example") == dict(DEFAULTS)


def test_the_example_of_an_environment_works_once_the_tokens_are_filled_in():
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    text(".env.example")
    assert load(tokens, ROOT / ".env.example") == load(tokens, None)


def test_the_samples_of_calls_can_be_applied():
    for name in ("README.md", "docs/reference/calls-toml.md"):
        samples = blocks(text(name), "toml")
        assert samples
        for sample in samples:
            assert read_calls(sample, name)


def test_the_example_of_a_calls_file_shows_every_key_there_is():
    example = text("deploy/calls.example.toml")
    (call,) = read_calls(example, "calls.example.toml")
    assert keys(tomllib.loads(write_calls([call]))) == keys(tomllib.loads(example))
    assert call.chairs
    assert call.holidays
    assert all(f"{name} =" in example for name in ("joiner", "labels", "style", "parent", "topic", "charset"))


def keys(value: object) -> set[str]:
    """Every key in a value, at any depth."""
    if isinstance(value, list):
        return {key for one in value for key in keys(one)}
    return set(value).union(*map(keys, value.values())) if isinstance(value, dict) else set()


def test_every_command_that_a_document_names_is_one():
    if not (ROOT / "bot" / "__main__.py").exists():
        pytest.skip("there is no command line yet")
    from bot.__main__ import cli  # noqa: PLC0415 - only when it is there

    groups = {group.name for group in cli.registered_groups}
    commands = {
        one.name or one.callback.__name__.replace("_", "-") for one in cli.registered_commands if one.callback
    }
    named = {word for name in DOCUMENTS for word in COMMAND.findall(text(name))}
    assert named
    assert not named - groups - commands


def test_every_library_has_a_line_that_says_why():
    project = tomllib.loads(text("pyproject.toml"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=]", one)[0] for one in wanted}
    explained = set(re.findall(r"^\| `([\w-]+)`", text("docs/decisions/0002-libraries.md"), re.MULTILINE))
    assert explained == names


def test_decisions_are_numbered_without_a_gap_and_say_what_was_decided():
    decisions = [name for name in DOCUMENTS if name.startswith("docs/decisions/")]
    assert [int(Path(name).name[:4]) for name in decisions] == list(range(1, len(decisions) + 1))
    for name in decisions:
        assert re.findall(r"^## (.*)", text(name), re.MULTILINE)[0] == "Decision", name
