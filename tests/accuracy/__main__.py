"""Report how well replies are understood, by category: `make accuracy`.

`python -m tests.accuracy pages FOLDER` reports how well the wiki pages in a folder are read.
"""

import sys
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from tests.accuracy.alarms import Judged, figures, of_corpus, real_items, typed_replies
from tests.accuracy.corpus import corpus
from tests.accuracy.first_sight import alarms, as_heading, as_none, as_talk, outcomes
from tests.accuracy.judge import Score, judge
from tests.accuracy.pages import measure, report
from tests.paths import SHARED

_HEAD = (
    f"{'category':14}{'messages':>9}{'right':>7}{'items':>7}{'in section':>12}{'precision':>11}{'recall':>8}"
    f"{'talk':>6}{'lost':>6}"
)
_ALARMS = (
    f"{'emergencies':14}{'all':>5}{'filed':>7}{'asked':>7}{'missed':>8}{'recall':>8}{'wrong':>7}{'precision':>11}"
    f"{'asks per 100 ordinary':>23}{'of near misses':>16}"
)
_KINDS: dict[str, Callable[[str], str]] = {"none": as_none, "talk": as_talk, "headings": as_heading}
Set = tuple[str, tuple[Judged, ...]]


def main() -> None:
    """Report on replies, or on the pages of a folder."""
    if sys.argv[1:2] == ["pages"]:
        report_pages(Path(sys.argv[2]))
    else:
        report_replies()


def report_pages(folder: Path) -> None:
    """Print figures of the pages in a folder; `-v` adds what a person reads otherwise."""
    figures = measure(folder)
    for line in report(figures):
        print(line)
    for wrong in figures.wrong if "-v" in sys.argv else ():
        print(wrong)


def report_replies() -> None:
    """Print figures by category of the old corpus, then of emergencies by set, and of the first sight.

    `-v` adds what was not understood as expected; of the first sight it never shows a text.
    """
    replies = list(corpus())
    print(_HEAD)
    for category, group in groupby(replies, key=lambda reply: reply.category):
        print(_row(category, judge(group)))
    score = judge(replies)
    print(_row("all", score))
    print("\nprecision and recall are those of emergencies; talk = small talk published; lost = words lost")
    for trouble in score.wrong if "-v" in sys.argv else ():
        print(trouble)
    print(f"\n{_ALARMS}")
    measured = tuple(alarms())
    for each, lines in (
        ("old corpus", tuple(of_corpus(replies))),
        *_development(),
        ("first sight", measured),
    ):
        print(_alarms(each, lines))
    print("recall counts what is filed or asked; wrong = filed and none")
    for each, what in _KINDS.items():
        for (label, became), count in sorted(outcomes(each, what).items()):
            print(f"first sight, {each}: {label} read as {became}: {count}")


def _development() -> Iterable[Set]:
    """The sets on which thresholds may be chosen, where they are present."""
    folder = SHARED / "alarms"
    if not folder.is_dir():
        return
    typed, real = tuple(typed_replies(folder / "A.dev.jsonl")), tuple(real_items(folder / "B.dev.jsonl"))
    yield from (("A.dev", typed), ("B.dev", real), ("A.dev + B.dev", typed + real))


def _alarms(name: str, lines: Iterable[Judged]) -> str:
    each = figures(lines)
    ordinary = f"({each.ordinary_asked}/{each.ordinary})"
    return (
        f"{name:14}{each.emergencies:5}{each.filed:7}{each.asked:7}{each.missed:8}{100 * each.recall:7.1f}%"
        f"{each.wrong:7}{100 * each.precision:10.1f}%{each.asks:13.1f} {ordinary:>9}"
        f"{each.near_asked:13}/{each.near}"
    )


def _row(name: str, score: Score) -> str:
    return (
        f"{name:14}{score.messages:9}{score.right:7}{score.items:7}{score.in_section:11.1f}%"
        f"{score.precision:10.1f}%{score.recall:7.1f}%{score.talk_published:6}{score.words_lost:6}"
    )


if __name__ == "__main__":
    main()
