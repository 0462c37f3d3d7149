"""Look the pinned libraries up: `python -m tests.audit`. Fails where one is known to be vulnerable."""

import subprocess
import sys

from tests.audit.verdict import verdict
from tests.paths import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
LONGEST_SECONDS = 180


def main() -> int:
    """Audit each lock file; 1 if something is wrong with one, 0 also where nothing could be looked up."""
    judged = [verdict(lock, report(lock)) for lock in LOCKS]
    for each in judged:
        print("\n".join(each.lines))
    return int(any(each.bad for each in judged))


def report(lock: str) -> str:
    """What pip-audit writes; nothing where it does not come to an end."""
    options = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    asked = [sys.executable, "-m", "pip_audit", *options, "-r", lock]
    try:
        done = subprocess.run(
            asked, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST_SECONDS
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


sys.exit(main())
