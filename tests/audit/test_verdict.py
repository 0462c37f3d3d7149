"""An audit that could not be made does not pass for one."""

import json

import pytest

from tests.audit.verdict import verdict

GOOD = {"name": "aiohttp", "version": "3.14.5", "vulns": []}
BAD = {"name": "jinja2", "version": "3.0", "vulns": [{"id": "CVE-2024-1", "fix_versions": ["3.1.6"]}]}
OPEN = {"name": "rich", "version": "1", "vulns": [{"id": "CVE-2026-1", "fix_versions": []}]}
SKIPPED = {"name": "emoji", "skip_reason": "Dependency not found on PyPI"}


def said(*libraries: object) -> str:
    return json.dumps({"dependencies": libraries, "fixes": []})


def test_libraries_without_a_known_vulnerability_pass():
    judged = verdict("a.lock", said(GOOD))
    assert judged.lines == ("a.lock: 1 libraries audited, 0 findings",)
    assert not judged.bad


def test_a_vulnerable_library_is_named_with_what_mends_it():
    judged = verdict("a.lock", said(GOOD, BAD, OPEN))
    assert judged.bad
    assert judged.lines[:2] == (
        "jinja2 3.0: CVE-2024-1, mended in 3.1.6",
        "rich 1: CVE-2026-1, not mended yet",
    )


def test_what_could_not_be_looked_up_is_named():
    assert verdict("a.lock", said(GOOD, SKIPPED)).lines[-1] == "not looked up: emoji"


@pytest.mark.parametrize(
    ("report", "why"),
    [
        (said(SKIPPED), "the package index here knows no vulnerabilities"),
        ("", "the package index did not answer"),
        ("Traceback", "the package index did not answer"),
        ("[]", "the package index did not answer"),
        ("null", "the package index did not answer"),
    ],
)
def test_where_nothing_could_be_looked_up_one_line_says_that_nothing_was_audited(report, why):
    judged = verdict("a.lock", report)
    assert judged.lines == (f"a.lock: not audited, {why}",)
    assert not judged.bad
