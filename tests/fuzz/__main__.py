"""Fuzz every door for a while: `python -m tests.fuzz`, with SECONDS, SEED and DOOR from the environment."""

import asyncio
import logging
import os
import sys
from random import SystemRandom
from subprocess import run

from tests.fuzz.doors_of_api import doors as of_api
from tests.fuzz.doors_of_http import doors as of_http
from tests.fuzz.doors_of_slack import doors as of_slack
from tests.fuzz.doors_of_text import doors as of_text
from tests.fuzz.run import Found, fuzz
from tests.paths import ROOT

ROOMS = (of_text, of_slack, of_http, of_api)
DOORS = 14  # among which the time is divided


async def main(seconds: float, seed: int, only: str, number: int | None) -> int:
    """Fuzz all doors, or those whose name holds a text, or one try there; 1 if something was found."""
    print(f"seed {seed}; the same again with: make fuzz SEED={seed} SECONDS={seconds:g}")
    findings: list[Found] = []
    for room in ROOMS:
        async with room() as doors:
            for door in doors:
                if only in door.name:
                    tries, found = await fuzz(door, seconds / DOORS, seed, number)
                    print(f"{door.name}: {tries} tries, {len(found)} found")
                    findings += found
    for each in findings:
        print(each.told)
    return int(bool(findings))


def given(name: str, default: str = "") -> str:
    """A word that was written behind `make fuzz`."""
    return os.environ.get(name) or default  # noqa: TID251 - the tests' own switches, not the bot's settings


def rolled() -> int:
    """A seed by chance; in CI that of the tree, so that the same code is bent the same way by everybody."""
    if given("CI"):
        asked = run(
            ["git", "rev-parse", "HEAD^{tree}"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if tree := asked.stdout.strip():
            return int(tree[:8], 16)
    return SystemRandom().randrange(10**9)


for _name in [name for name in os.environ if name.lower().endswith("_proxy")]:  # noqa: TID251 - the same
    del os.environ[_name]  # noqa: TID251 - all of it is on this machine, never behind a proxy
logging.disable()
_seed = int(given("SEED") or rolled())
_number = int(given("TRY")) if given("TRY") else None
sys.exit(asyncio.run(main(float(given("SECONDS", "60")), _seed, given("DOOR"), _number)))
