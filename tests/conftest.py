"""What holds for every test: its examples, no proxies, SQL compiled once, what may not be skipped in CI."""

import os
import re
from collections.abc import Generator, MutableMapping

import pytest
from hypothesis import settings

from tests.command_line import minutesbot
from tests.postgres import postgres_server, postgres_tables, postgres_url, postgres_url_with_tables
from tests.statements import compile_once

__all__ = [
    "minutesbot",
    "postgres_server",
    "postgres_tables",
    "postgres_url",
    "postgres_url_with_tables",
]  # each once: what a file imports for itself is another one, and another server

_EXAMPLES = 100
_MISSING_HERE = re.compile(r"\bis installed|not installed|PostgreSQL|Chromium", re.IGNORECASE)


def _environment() -> MutableMapping[str, str]:
    return os.environ  # noqa: TID251 - the tests' own switches, not the bot's settings


settings.register_profile("default", max_examples=_EXAMPLES, deadline=None)
settings.register_profile("long", max_examples=100 * _EXAMPLES, deadline=None)
settings.register_profile(  # the same examples in every run, so fewer of them
    "ci", max_examples=_EXAMPLES // 2, deadline=None, derandomize=True, print_blob=True
)
settings.load_profile(
    _environment().get("HYPOTHESIS_PROFILE") or ("ci" if _environment().get("CI") else "default")
)

for _name in [name for name in _environment() if name.lower().endswith("_proxy")]:
    del _environment()[_name]  # the workspace of the tests is on this machine, never behind a proxy

compile_once()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test may not be skipped in CI because the machine lacks a program that CI installs."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Neither may a whole file of tests."""
    report = yield
    _refuse_skip(report)
    return report


def pytest_configure(config: pytest.Config) -> None:
    """In CI a failure is told at once: a run that is ended before its end has said what it found."""
    if _environment().get("CI"):
        config.pluginmanager.register(_ToldAtOnce(config))


class _ToldAtOnce:
    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and terminal is not None:
            told = f"\nfailed: {report.nodeid} ({report.when})\n{report.longreprtext}\n"
            terminal.write(told, flush=True)


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn such a skip into a failure; an absent folder of samples stays a skip."""
    if not _environment().get("CI") or not report.skipped or not isinstance(report.longrepr, tuple):
        return
    reason = str(report.longrepr[2])
    if _MISSING_HERE.search(reason):
        report.outcome = "failed"
        report.longrepr = f"CI installs what the tests need, and yet: {reason}"
