"""The rows of the campaign's table, and the protections that they are to show as needed."""

from contextlib import AbstractAsyncContextManager

from tests.faults.catalogue import faults
from tests.faults.protections import PROTECTIONS
from tests.faults.stage import Stage
from tests.faults.trial import Trial


def unplayed(trial: Trial) -> AbstractAsyncContextManager[Stage]:
    raise AssertionError(trial)


def test_each_protection_has_a_row_that_is_played_on_its_database():
    rows = {fault.name: fault for fault in faults(unplayed)}

    assert [each.name for each in PROTECTIONS if each.database not in rows[each.fault].databases] == []


def test_no_two_rows_have_one_name():
    names = [fault.name for fault in faults(unplayed)]

    assert sorted(set(names)) == sorted(names)


def test_ten_thousand_simulated_meetings_are_wanted_on_both_databases_together():
    (simulation,) = (fault for fault in faults(unplayed) if fault.name == "simulation")
    wanted = [simulation.wanted_on(database) for database in simulation.databases]

    assert wanted == [(9_600, "meetings"), (400, "meetings")]
