"""Figures of several workspaces are added up, and their calls are told apart."""

from datetime import UTC, datetime, timedelta

from bot.model.figures import Due, Figures, together

NOW = datetime(2027, 1, 12, 21, tzinfo=UTC)
EARLIER = NOW - timedelta(minutes=5)


def test_figures_of_several_workspaces_are_added_up():
    one = Figures({"ask": Due(2, NOW)}, 1, {"Production": 3}, 4096)
    two = Figures({"ask": Due(1, EARLIER), "minutes": Due(1, NOW)}, 2, {"Production": 1}, 4096)
    assert together({"T1": one, "T2": two}) == Figures(
        {"ask": Due(3, EARLIER), "minutes": Due(1, NOW)}, 3, {"T1/Production": 3, "T2/Production": 1}, 4096
    )


def test_of_no_workspace_there_is_nothing():
    assert together({}) == Figures({}, 0, {}, 0)
