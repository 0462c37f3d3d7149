"""Metrics for Prometheus: counted from what happened, and read from the rows when somebody asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.model.call import Section
from bot.model.delivery import Kind
from bot.model.figures import Figures
from bot.model.happened import Event, Happened

NAMESPACE = "minutesbot"
KINDS = sorted(set(Kind) - {Kind.UNKNOWN})
FAST = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0)  # Slack waits three seconds
SLOW = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
SAID = frozenset(
    {
        Event.ASKED,
        Event.REMINDED,
        Event.POSTED,
        Event.AMENDED,
        Event.PUBLISHED,
        Event.MAILED,
        Event.TOLD,
        Event.TOLD_ANEW,
    }
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A metric by name, with its kind, its labels and what it says."""

    name: str
    kind: str
    labels: tuple[str, ...]
    says: str


class Standing(Protocol):
    """How a socket stands, in seconds; `pong_age` is None before the first answer to a ping."""

    @property
    def age(self) -> float:
        """Since Slack said hello."""

    @property
    def pong_age(self) -> float | None:
        """Since Slack last answered a ping."""


class Metrics:
    """All metrics of one process, in a registry of its own. Called from any thread.

    What may be wrong in one workspace and not in another has the label `team`, its id; how much is done and
    how long it takes has not: see decision 41.
    """

    def __init__(self, release: str) -> None:
        self.registry = CollectorRegistry()
        self.catalogue: list[Listed] = []
        ProcessCollector(registry=self.registry)
        self._said = self._counter("deliveries_sent", "Messages that were said or brought up to date", "kind")
        self._late = self._counter(
            "deliveries_late", "Messages said over a minute after their time", "team", "kind"
        )
        self._dead = self._counter("deliveries_dead", "Messages that were given up", "team", "kind")
        self._replies = self._counter("replies", "What leads wrote, edited or deleted, by which way", "how")
        self._items = self._counter("items", "Items in minutes when they were assembled", "section")
        self._failures = self._counter("turn_failures", "Parts of turns that failed", "team")
        self._errors = self._counter("database_errors", "Times that the database could not be used")
        self._limited = self._counter("slack_rate_limited", "Requests that Slack found too fast", "method")
        self._turns = self._histogram("turn_seconds", "How long turns took", SLOW)
        self._arrivals = self._histogram(
            "event_seconds", "From receiving something of Slack to answering it", FAST, "what", "outcome"
        )
        self._requests = self._histogram(
            "slack_request_seconds", "How long requests to Slack took", SLOW, "method", "outcome"
        )
        self._due = self._gauge("deliveries_due", "Messages that are due and not said", "team", "kind")
        self._oldest = self._gauge(
            "oldest_due_seconds", "For how long the oldest of them is due", "team", "kind"
        )
        self._calls = self._gauge("calls", "Calls that are set up", "team")
        self._silent = self._gauge(
            "leads_silent", "Leads who were asked and have not reported", "team", "call"
        )
        self._bytes = self._gauge("database_bytes", "Size of the database")
        self._is_readable = self._gauge("database_up", "Whether the figures could be read just now")
        self._turn_age = self._gauge(
            "last_turn_age_seconds", "Since the last turn of which no part failed", "team"
        )
        self._copy_missing = self._gauge("daily_copy_missing", "Whether the copy of today could not be made")
        self._connected = self._gauge("socket_connected", "Whether the socket to Slack stands; 1 over HTTP")
        self._socket_age = self._gauge("socket_age_seconds", "Since Slack said hello")
        self._pong_age = self._gauge("socket_pong_age_seconds", "Since Slack last answered a ping")
        self._gauge("build_info", "The release that runs", "version").labels(release).set(1)
        self._begin()

    def begin(self, team: str) -> None:
        """Let a workspace's counts begin with zero: of one that begins with one nobody sees an increase."""
        self._failures.labels(team)
        for kind in KINDS:
            for counter in (self._late, self._dead):
                counter.labels(team, kind.value)

    def forget(self, team: str) -> None:
        """Say nothing more of a workspace that is not served any more."""
        for metric in (self._failures, self._late, self._dead):
            metric.remove_by_labels({"team": team})

    def heard(self, team: str, happened: Happened) -> None:
        """Count what happened in a workspace."""
        facts = {name: str(fact) for name, fact in happened.facts.items()}
        if happened.event in SAID:
            self._said.labels(facts["kind"]).inc()
            if "late_s" in facts:
                self._late.labels(team, facts["kind"]).inc()
        elif happened.event is Event.GIVEN_UP:
            self._dead.labels(team, facts["kind"]).inc()
        elif happened.event is Event.HEARD:
            self._replies.labels(facts["how"]).inc()
        elif happened.event is Event.FROZEN:
            for section in Section:
                self._items.labels(section.value).inc(int(facts[section.value]))

    def turned(self, seconds: float) -> None:
        """Count a turn that was taken to its end."""
        self._turns.observe(seconds)

    def failed(self, team: str) -> None:
        """Count a turn, or a part of one, that failed."""
        self._failures.labels(team).inc()

    def database_failed(self) -> None:
        """Count that the database could not be used."""
        self._errors.inc()

    def requested(self, method: str, outcome: str, seconds: float) -> None:
        """Count a request to Slack; one that goes on after a pause took no time yet."""
        if outcome == "limited":
            self._limited.labels(method).inc()
        if seconds or outcome != "limited":
            self._requests.labels(method, outcome).observe(seconds)

    def arrived(self, what: str, acknowledged: bool, seconds: float) -> None:  # noqa: FBT001 - it is what is told
        """Count something that Slack sent."""
        self._arrivals.labels(what, "acknowledged" if acknowledged else "refused").observe(seconds)

    def read(self, figures: Mapping[str, Figures] | None, now: datetime) -> None:
        """Take over what the rows of each workspace say at a moment; None where they could not be read."""
        for gauge in (self._due, self._oldest, self._silent, self._calls):
            gauge.clear()
        self._is_readable.set(figures is not None)
        if figures is None:
            return
        for team, each in figures.items():
            for kind, due in each.due.items():
                self._due.labels(team, kind).set(due.count)
                self._oldest.labels(team, kind).set(max((now - due.since).total_seconds(), 0.0))
            for call, leads in each.silent.items():
                self._silent.labels(team, call).set(leads)
            self._calls.labels(team).set(each.calls)
        self._bytes.set(max((each.bytes for each in figures.values()), default=0))

    def turns_stand(self, ages: Mapping[str, float]) -> None:
        """Take over how old the last turn of each workspace is."""
        self._turn_age.clear()
        for team, age in ages.items():
            self._turn_age.labels(team).set(age)

    def copies_stand(self, *, fine: bool) -> None:
        """Take over whether today's copy of the database could be made, or none is wanted."""
        self._copy_missing.set(not fine)

    def stands(self, standing: Standing | None, *, has_socket: bool) -> None:
        """Take over how the socket stands, where there is to be one."""
        self._connected.set(standing is not None or not has_socket)
        self._socket_age.set(standing.age if standing else 0.0)
        self._pong_age.set((standing.pong_age or 0.0) if standing else 0.0)

    def _begin(self) -> None:
        """Let the counts of all workspaces together begin with zero, too."""
        for kind in KINDS:
            self._said.labels(kind.value)
        for section in Section:
            self._items.labels(section.value)
        for what in ("event", "command", "interaction"):
            self._arrivals.labels(what, "acknowledged")

    def text(self) -> bytes:
        """Everything in Prometheus' own format."""
        return generate_latest(self.registry)

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        self._list(f"{name}_total", "counter", labels, says)
        return Counter(name, says, labels, namespace=NAMESPACE, registry=self.registry)

    def _gauge(self, name: str, says: str, *labels: str) -> Gauge:
        self._list(name, "gauge", labels, says)
        return Gauge(name, says, labels, namespace=NAMESPACE, registry=self.registry)

    def _histogram(self, name: str, says: str, buckets: Iterable[float], *labels: str) -> Histogram:
        self._list(name, "histogram", labels, says)
        sizes = tuple(buckets)
        return Histogram(name, says, labels, namespace=NAMESPACE, registry=self.registry, buckets=sizes)

    def _list(self, name: str, kind: str, labels: tuple[str, ...], says: str) -> None:
        self.catalogue.append(Listed(f"{NAMESPACE}_{name}", kind, labels, says))
