"""Many questions due in the same minute, and minutes among them, on one bot and on replicas."""

import asyncio
import statistics

from tests.benchmarks.crowd import Crowd
from tests.benchmarks.many import Plan, Sent, sending
from tests.postgres import running_server

CALLS = 60  # few enough for a coffee
REPLICAS = (1, 2, 4)


def measure() -> list[tuple[str, str]]:
    """One bot and replicas on PostgreSQL, each with the same calls; nothing where none is installed."""
    crowd = Crowd(CALLS)
    with running_server() as server:
        if server is None:
            return [("many due", "not measured: PostgreSQL is not installed")]
        found = []
        for count in REPLICAS:
            server.execute(f"CREATE DATABASE many_{count}")
            plan = Plan(crowd, "postgresql", count, seconds=600.0, known=False)
            found.append(asyncio.run(sending(plan, server.url(f"many_{count}"))))
    return [
        (f"{crowd.asks} questions due at once, {count} bots", _figure(sent, found[0]))
        for count, sent in zip(REPLICAS, found, strict=True)
    ]


def _figure(sent: Sent, first: Sent) -> str:
    rate = sent.asked / sent.seconds
    requests = (sent.calls["chat.postMessage"] + sent.calls["users.info"] - len(sent.late)) / sent.asked
    return (
        f"{rate:.0f} a second, ratio {rate / (first.asked / first.seconds):.2f}; "
        f"{requests:.2f} requests each; {sent.processor / sent.asked * 1000:.0f} ms of processor time each; "
        f"minutes {statistics.median(sent.late):.1f} s late at p50, {sent.late[-1]:.1f} s at most; "
        f"{sent.twice} twice"
    )
