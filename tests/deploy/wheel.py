"""The wheel of this tree, and what installs it: as operators get it, with the locked libraries."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.deploy.steps import PASSED_ON
from tests.paths import ROOT

LOCK = ROOT / "requirements.lock"
NO_INDEX = ("No matching distribution", "Connection", "Temporary failure in name resolution", "timed out")
NO_INDEX_FOR_UV = ("Failed to fetch", "dns error", "operation timed out", "tcp connect error")


def build_wheel(folder: Path) -> Path:
    """Build it into a folder."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def constraints(folder: Path, lock: Path = LOCK) -> Path:
    """The locked versions without their hashes: with hashes pip would want one of the wheel, too."""
    file = folder / "constraints.txt"
    pinned = re.findall(r"^[\w.-]+==[^ ]+", lock.read_text(encoding="utf-8"), re.MULTILINE)
    file.write_text("\n".join(pinned), encoding="utf-8")
    return file


def bare(home: Path) -> dict[str, str]:
    """The environment of somebody whose home holds nothing, with how packages are got on this machine.

    What was fetched before is not fetched again.
    """
    passed = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}  # noqa: TID251
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "XDG_CACHE_HOME": str(Path.home() / ".cache"),
        **passed,
    }


def says_no_index(said: str) -> bool:
    """Whether packages could not be got at all."""
    return any(words in said for words in (*NO_INDEX, *NO_INDEX_FOR_UV))
