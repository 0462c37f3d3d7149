"""What is tried, and what came of it."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Trial:
    """One run of a fault: everything that happens in it follows from these values.

    `without` names the protection that was taken away (see `protections`); empty for the bot as it is. A
    `brief` trial is for CI: fewer moments of the week, fewer troubles at each.
    """

    fault: str
    database: str
    seed: int
    without: str = ""
    brief: bool = False

    @property
    def said(self) -> str:
        """How it is run again."""
        broken = f" --without '{self.without}'" if self.without else ""
        kind = "short" if self.brief else "week"
        return f"{kind} --only {self.fault} --database {self.database} --seed {self.seed}{broken}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How much was tried in a trial (kills, meetings, events, deliveries …), and what was broken.

    A violation begins with the name of its invariant: "I1 …".
    """

    counts: dict[str, int] = field(default_factory=dict)
    violations: tuple[str, ...] = ()


Run = Callable[[Trial], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of the campaign's table: what is done to the bot, on which databases, and how much.

    `wanted` says after how many of what (a name in `counts`) the long campaign is done with one database;
    `on_postgresql` so many are enough there, where they take far longer. `short` is the number of trials that
    CI runs.
    """

    name: str
    said: str
    run: Run
    databases: tuple[str, ...]
    wanted: tuple[int, str]
    short: int = 1
    on_postgresql: int | None = None

    def wanted_on(self, database: str) -> tuple[int, str]:
        """After how many of what the long campaign is done with a database."""
        many, what = self.wanted
        if database == "postgresql" and self.on_postgresql is not None:
            many = self.on_postgresql
        return many, what


@dataclass(frozen=True, slots=True)
class Done:
    """A trial that was run, as it is written down."""

    trial: Trial
    outcome: Outcome
    seconds: float
    day: str
    commit: str

    def written(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, line: str) -> "Done":
        """The trial of a line."""
        found = json.loads(line)
        outcome = Outcome(found["outcome"]["counts"], tuple(found["outcome"]["violations"]))
        return cls(Trial(**found["trial"]), outcome, found["seconds"], found["day"], found["commit"])


def total(done: Iterable[Done]) -> Counter[str]:
    """How much was tried in all."""
    return sum((Counter(each.outcome.counts) for each in done), Counter())
