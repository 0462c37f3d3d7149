"""A process for what takes long to work out: its time is bounded, and it takes none from anybody else."""

import logging
import multiprocessing
import os
import signal
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from queue import Empty
from threading import Lock, Thread
from typing import Any, TypeVar, TypeVarTuple, cast

from bot.fair_queue import FairQueue
from bot.model.errors import BeingWorkedOut, TookTooLong

T = TypeVar("T")
Values = TypeVarTuple("Values")
log = logging.getLogger(__name__)

BOUND_SECONDS = 20.0  # of the processor, for one piece of work
PATIENCE = 6  # times as long it may take by the clock, on a machine that has much to do
IDLE_SECONDS = 300.0  # then the process ends; the next piece of work starts another one
MOST_KEPT = 512  # results, for each team
EVERYBODY = ""  # where there is one team
_GREETING_SECONDS = 60.0  # a process on a loaded machine takes long to start
_STEP = 0.25
_BEHIND = 5  # how far its priority is below that of the bot


@dataclass(eq=False, slots=True)
class _Job:
    """A piece of work; `outcome` is what it gives, or the exception it raises, once it is `known`."""

    function: Callable[..., Any]
    values: tuple[Any, ...]
    known: Future[None] = field(default_factory=Future)
    outcome: Any = None


class Worker:
    """Implements `bot.ports.HeavyWork`: one piece of work after the other, in one process.

    A thread would take turns with the bot's own, and cannot be stopped: see
    docs/decisions/0017-heavy-work-beside.md.
    """

    def __init__(self, seconds: float = BOUND_SECONDS) -> None:
        self._seconds = seconds
        self._closed = False
        self._guard = Lock()
        self._jobs: dict[str, OrderedDict[tuple[Any, ...], _Job]] = {}  # by team
        self._waiting: FairQueue[_Job | None] = FairQueue()
        self._thread: Thread | None = None

    def worked_out(self, function: Callable[[*Values], T], *values: *Values) -> T:
        """What the function gives for these values; raises BeingWorkedOut while that is not known."""
        return self.worked_out_for(EVERYBODY, function, *values)

    def for_team(self, team: str) -> "TeamsWork":
        """The work for one of several teams, which take turns."""
        return TeamsWork(self, team)

    def worked_out_for(self, team: str, function: Callable[[*Values], T], *values: *Values) -> T:
        """The same for a team, which waits for one piece of work of each other before each of its own."""
        job = self._job(team, function, values)
        if not job.known.done():
            raise BeingWorkedOut(job.known)
        if isinstance(job.outcome, Exception):
            raise job.outcome
        return cast("T", job.outcome)

    def close(self) -> None:
        """Stop what is being worked out, and give up what waits."""
        if self._thread is not None:
            self._closed = True
            self._waiting.put(EVERYBODY, None)
            self._thread.join()

    def _job(self, team: str, function: Callable[..., Any], values: tuple[Any, ...]) -> _Job:
        """The piece of work, which begins if it is new."""
        with self._guard:
            jobs = self._jobs.setdefault(team, OrderedDict())
            job = jobs.get((function, values))
            if job is None:
                job = jobs[function, values] = _Job(function, values)
                self._waiting.put(team, job)
                if self._thread is None:
                    self._thread = Thread(target=self._serve, name="worker", daemon=True)
                    self._thread.start()
            jobs.move_to_end((function, values))
            while len(jobs) > MOST_KEPT:
                jobs.popitem(last=False)
            return job

    def _serve(self) -> None:
        """Let one job after the other be done, until the worker is closed."""
        process = _Process(lambda: self._closed)
        while True:
            try:
                job = self._waiting.get(timeout=IDLE_SECONDS)
            except Empty:
                process.stop()
                continue
            if job is None:
                process.stop()
                self._give_up()
                return
            job.outcome = TookTooLong() if self._closed else self._done(process, job)
            job.known.set_result(None)

    def _give_up(self) -> None:
        """Give up what waits in the lines of others, the worker being closed."""
        with suppress(Empty):
            while True:
                if job := self._waiting.get(0):
                    job.outcome = TookTooLong()
                    job.known.set_result(None)

    def _done(self, process: "_Process", job: _Job) -> Any:
        """What comes of a job: what it gives or raises, or that it took too long."""
        try:
            return process.run(job.function, job.values, self._seconds)
        except Exception as failure:  # noqa: BLE001 - whatever ends the process, the next job gets another one
            process.stop()
            log.warning("work was given up: %s", type(failure).__name__)
            return TookTooLong()


class TeamsWork:
    """Implements `bot.ports.HeavyWork` for one of several teams."""

    def __init__(self, worker: Worker, team: str) -> None:
        self._worker = worker
        self._team = team

    def worked_out(self, function: Callable[[*Values], T], *values: *Values) -> T:
        """What the function gives for these values; raises BeingWorkedOut while that is not known."""
        return self._worker.worked_out_for(self._team, function, *values)


class _Process:
    """A process that works, started when it is needed; it ends early once it is `unwanted`."""

    def __init__(self, unwanted: Callable[[], bool]) -> None:
        self._unwanted = unwanted
        self._spawn = multiprocessing.get_context("spawn")
        self._process: Any = None
        self._pipe: Connection | None = None

    def run(self, function: Callable[..., Any], values: tuple[Any, ...], seconds: float) -> Any:
        """What a function gives, or the exception it raises; raises TookTooLong and EOFError."""
        pipe = self._started()
        pipe.send((function, values, seconds))
        return self._answer(pipe, PATIENCE * seconds)

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _started(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = self._spawn.Pipe()
            self._process = self._spawn.Process(target=_work, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
            self._answer(self._pipe, _GREETING_SECONDS)  # what it takes to start counts for no job
        return self._pipe

    def _answer(self, pipe: Connection, seconds: float) -> Any:
        waited = 0.0
        while not pipe.poll(_STEP):
            waited += _STEP
            if waited >= seconds or self._unwanted():
                raise TookTooLong
        return pipe.recv()


def _work(pipe: Connection) -> None:
    """The life of the process: one job after the other, until nobody is there to give one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the bot ends it
    os.nice(_BEHIND)
    pipe.send("ready")
    while True:
        try:
            function, values, seconds = pipe.recv()
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_PROF, seconds)  # its signal ends the process
        try:
            outcome = function(*values)
        except Exception as failure:  # noqa: BLE001 - it is raised where the work is wanted
            outcome = failure
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send(outcome)
