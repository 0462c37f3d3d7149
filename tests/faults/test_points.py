"""A process kills itself at the pass of a point that it was told, and stops itself once at another."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from tests.faults.lives import Life
from tests.faults.points import Points

FORKED = multiprocessing.get_context("fork")


def passing(folder: Path, dies_at: tuple[tuple[str, int], ...], freezes_at: str) -> None:
    points = Points(folder, dies_at, freezes_at)
    for point in ("before ask", "after ask", "before ask", "after ask"):
        points.reached(point)
    os._exit(0)


@pytest.mark.parametrize(
    ("dies_at", "died_at"),
    [
        ((("before ask", 1), ("after ask", 1)), ("before ask", 1)),
        ((("before ask", 2), ("after ask", 1)), ("after ask", 1)),
        ((("before ask", 2),), ("before ask", 2)),
        ((("before ask", 3),), None),
    ],
)
def test_a_process_dies_at_the_first_point_whose_pass_it_was_told(tmp_path, dies_at, died_at):
    process = FORKED.Process(target=passing, args=(tmp_path, dies_at, ""))
    process.start()
    assert process.pid
    process.join()

    assert process.exitcode == (-signal.SIGKILL if died_at else 0)
    assert Life(process.pid, tmp_path).died_at == died_at


async def test_a_process_that_stopped_at_a_point_goes_on_when_it_is_let(tmp_path):
    process = FORKED.Process(target=passing, args=(tmp_path, (), "after ask"))
    process.start()
    assert process.pid
    life = Life(process.pid, tmp_path)
    await life.stopped()
    assert life.frozen

    life.thaw()
    process.join()
    assert process.exitcode == 0
