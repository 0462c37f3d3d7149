"""Report how well replies are understood, by category: `make accuracy`."""

import sys
from itertools import groupby

from tests.accuracy.corpus import corpus
from tests.accuracy.judge import Score, judge

_HEAD = (
    f"{'category':14}{'messages':>9}{'right':>7}{'items':>7}{'in section':>12}{'precision':>11}{'recall':>8}"
    f"{'talk':>6}{'lost':>6}"
)


def main() -> None:
    """Print a line for each category, one for all, and what was not understood as expected."""
    replies = list(corpus())
    print(_HEAD)
    for category, group in groupby(replies, key=lambda reply: reply.category):
        print(_row(category, judge(group)))
    score = judge(replies)
    print(_row("all", score))
    print("\nprecision and recall are those of emergencies; talk = small talk published; lost = words lost")
    for trouble in score.wrong if "-v" in sys.argv else ():
        print(trouble)


def _row(name: str, score: Score) -> str:
    return (
        f"{name:14}{score.messages:9}{score.right:7}{score.items:7}{score.in_section:11.1f}%"
        f"{score.precision:10.1f}%{score.recall:7.1f}%{score.talk_published:6}{score.words_lost:6}"
    )


if __name__ == "__main__":
    main()
