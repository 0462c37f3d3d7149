"""Bot processes, each forked from one that has everything imported, so that a life costs little.

`python -m tests.faults.nursery` reads one JSON object a line (see `actor.BornAs`), forks a bot for it, and
writes one JSON object a line back: who was born with which process id, and who has ended how. A bot is a
process like any other: it can be killed, frozen, and dies with its memory.
"""

import gc
import json
import os
import random
import signal
import sys
from pathlib import Path

from sqlalchemy.orm import configure_mappers

from bot.calls_file.read import read_calls
from tests.faults.actor import BornAs, live
from tests.faults.project import CALLS

STOPS = (signal.SIGINT, signal.SIGTERM)


def main() -> None:
    """Fork until the input ends, then end everybody."""
    children: set[int] = set()
    _get_ready()
    signal.signal(signal.SIGCHLD, lambda *_: _reap(children))
    for line in iter(sys.stdin.readline, ""):
        born = BornAs(**json.loads(line))
        child = os.fork()
        if child == 0:
            _live(born)
        children.add(child)
        _say({"number": born.number, "pid": child})
    for child in children:
        os.kill(child, signal.SIGKILL)


def _get_ready() -> None:
    """Do once what every bot would do anew: learn what the tables are, and which time zones there are."""
    configure_mappers()
    read_calls(CALLS, "calls.toml")
    for stop in STOPS:
        signal.signal(stop, signal.SIG_IGN)  # which goes to whoever started this, who then ends the input
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # who is not at work yet need not be nudged
    gc.collect()
    gc.freeze()  # what is never looked at again is never copied


def _live(born: BornAs) -> None:
    for each in (signal.SIGCHLD, *STOPS):
        signal.signal(each, signal.SIG_DFL)
    random.seed()
    log = os.open(Path(born.folder) / "bots.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    code = 1
    try:
        code = live(born)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _reap(children: set[int]) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        children.discard(pid)
        _say({"ended": pid, "status": os.waitstatus_to_exitcode(status)})


def _say(what: dict[str, int]) -> None:
    os.write(1, (json.dumps(what) + "\n").encode())


if __name__ == "__main__":
    main()
