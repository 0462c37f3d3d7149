"""Every import contract of pyproject.toml bites: one forbidden import, and it is the one that fails."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {one["id"]: one["name"] for one in PYPROJECT["tool"]["importlinter"]["contracts"]}

# id of the contract, the module that goes wrong, and the line it adds
OFFENCES = [
    ("arrows", "storage/store.py", "import handlers"),
    ("arrows", "handlers/web_api/chat.py", "import storage.store"),
    ("arrows", "bot/cycle/deliver.py", "import bot.clock"),
    ("arrows", "bot/model/call.py", "import bot.ports"),
    ("places", "bot/helpers.py", "LEFT = 'anywhere'"),
    ("commands", "bot/cli/records.py", "import bot.cli.doctor"),
    ("commands", "bot/cli/helpers.py", "LEFT = 'anywhere'"),
    ("steps", "bot/cycle/asking/ask.py", "import bot.cycle.replies.collect"),
    ("arrows", "bot/reading/understand.py", "import bot.cycle.replies.reread"),
    ("arrows", "bot/reading/none.py", "import bot.formats.wording"),
    ("reading", "bot/reading/outline.py", "import bot.reading.merge"),
    ("reading", "bot/reading/helpers.py", "LEFT = 'anywhere'"),
    ("rules", "bot/rules/calendar.py", "import bot.rules.plan"),
    ("rules", "bot/rules/helpers.py", "LEFT = 'anywhere'"),
    ("core", "bot/cycle/minutes/publish.py", "import slack_sdk"),
    ("core", "bot/cycle/minutes/publish.py", "def late():\n    import time"),
    ("core", "bot/formats/text.py", "import os"),
    (
        "core",
        "bot/model/meeting.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sqlmodel",
    ),
    ("values", "bot/rules/plan.py", "import bot.ports"),
    ("values", "bot/reading/understand.py", "import logging"),
    ("rooms", "handlers/blocks/card.py", "import handlers.commands.run"),
    ("rooms", "handlers/helpers.py", "LEFT = 'anywhere'"),
    ("looks", "handlers/blocks/home.py", "import bot.cycle.queries"),
    ("looks", "handlers/blocks/card.py", "import bot.ports"),
    ("looks", "handlers/text/times.py", "import logging"),
    ("root", "bot/app.py", "import storage.database"),
    ("root", "bot/cli/records.py", "import storage.store"),
    ("root", "bot/cli/doctor.py", "import bot.wiki.pages"),
    ("root", "handlers/live_check/trials.py", "import handlers.web_api.chat"),
    ("root", "handlers/home/show.py", "import handlers.web_api.clients"),
    ("root", "bot/app.py", "import handlers.incoming.connect"),
    ("root", "bot/cli/demo.py", "import bot.scheduler"),
    ("slack", "bot/app.py", "import slack_sdk.errors"),
    ("slack", "storage/store.py", "import slack_bolt"),
    ("sql", "handlers/web_api/chat.py", "import sqlmodel"),
    ("sql", "bot/scheduler.py", "import sqlalchemy.orm"),
    ("memory", "storage/store.py", "import bot.rules.plan"),
    ("wiki", "bot/wiki/pages.py", "import bot.rules.plan"),
    ("wiki", "bot/wiki/visit.py", "import bot.demo.server.world"),
    ("root", "bot/cli/doctor.py", "import bot.git.pages"),
    ("git", "bot/git/pages.py", "import bot.rules.plan"),
    ("mail", "bot/mail/mails.py", "import bot.rules.plan"),
    ("arrows", "bot/cycle/deliver.py", "import bot.wiki.pages"),
    ("arrows", "bot/wiki/pages.py", "import handlers.web_api.api_errors"),
    ("wire", "bot/demo/server/world.py", "import bot.model.call"),
    ("wire", "bot/demo/server/world.py", "import slack_sdk"),
    ("box", "handlers/web_api/chat.py", "import bot.demo.server.world"),
    ("tests", "bot/app.py", "import tests"),
    ("circles", "bot/formats/links.py", "import bot.formats.twiki.write"),
]


def verdicts(folder: Path, *only: str) -> dict[str, str]:
    """What the linter says about each contract in a folder, or about some of them."""
    linter = Path(sys.executable).with_name("lint-imports")
    chosen = [word for contract in only for word in ("--contract", contract)]
    run = subprocess.run(
        [linter, "--no-logo", *chosen], cwd=folder, capture_output=True, text=True, check=False
    )
    lines = [line.strip() for line in run.stdout.splitlines()]
    found = {
        name: line.removeprefix(name).split()[0]
        for name in CONTRACTS.values()
        for line in lines
        if line.startswith((f"{name} KEPT", f"{name} BROKEN"))
    }
    assert (run.returncode == 0) == (set(found.values()) == {"KEPT"}), run.stdout + run.stderr
    return found


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The packages and their contracts, and what the linter keeps of its first look at them."""
    folder = tmp_path_factory.mktemp("packages")
    for package in ("bot", "handlers", "storage"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder, verdicts(folder)


@pytest.fixture
def copy(packages, tmp_path):
    """The packages, to be spoiled."""
    return shutil.copytree(packages[0], tmp_path / "copy")


def test_the_packages_as_they_are_keep_every_contract(packages):
    assert packages[1] == dict.fromkeys(CONTRACTS.values(), "KEPT")


@pytest.mark.parametrize(("contract", "module", "line"), OFFENCES)
def test_one_forbidden_import_breaks_its_contract(copy, contract, module, line):
    path = copy / module
    before = path.read_text(encoding="utf-8") if path.exists() else '"""Nobody knows what this is for."""\n'
    path.write_text(f"{before}\n\n{line}\n", encoding="utf-8")
    assert verdicts(copy, contract) == {CONTRACTS[contract]: "BROKEN"}


def test_every_contract_is_shown_to_bite():
    assert {contract for contract, _, _ in OFFENCES} == set(CONTRACTS)


def test_every_module_of_the_cycle_stands_in_the_contract_of_its_steps():
    steps = next(one for one in PYPROJECT["tool"]["importlinter"]["contracts"] if one["id"] == "steps")
    placed = {name.strip() for layer in steps["layers"] for name in layer.split("|")}
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "bot" / "cycle").rglob("*.py")
        if path.name != "__init__.py"
    }
    assert modules == placed
