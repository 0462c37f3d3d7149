"""The number of the release moves together with the changelog."""

from datetime import date

import pytest

from bot.version import VERSION
from tests.paths import ROOT
from tests.release.cut import NotARelease, cut, releases

CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n- Something new.\n\n## [0.2.0] - 2026-11-29\n\n- Old.\n"
MODULE = '"""The number."""\n\nVERSION = "0.2.0"\n'
TODAY = date(2026, 12, 24)


def test_a_release_takes_what_is_unreleased_and_moves_the_number():
    changelog, module = cut(CHANGELOG, MODULE, "0.3.0", TODAY)
    assert changelog == CHANGELOG.replace("## [Unreleased]\n", "## [Unreleased]\n\n## [0.3.0] - 2026-12-24\n")
    assert module == MODULE.replace("0.2.0", "0.3.0")


@pytest.mark.parametrize("version", ["0.2.0", "0.1.9", "next", "", "0.10", "v0.3.0"])
def test_a_number_that_does_not_go_on_is_no_release(version):
    with pytest.raises(NotARelease, match=r"above 0\.2\.0"):
        cut(CHANGELOG, MODULE, version, TODAY)


def test_without_a_change_there_is_no_release():
    with pytest.raises(NotARelease, match="nothing stands"):
        cut(CHANGELOG.replace("- Something new.\n", ""), MODULE, "0.3.0", TODAY)


def test_ten_comes_after_nine():
    assert cut(CHANGELOG, MODULE.replace("0.2.0", "0.9.0"), "0.10.0", TODAY)


def test_the_newest_release_of_the_changelog_is_this_one():
    assert releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[0] == VERSION
