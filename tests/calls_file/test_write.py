"""What is written is the canonical form: it reads back to the same calls and applies to no change."""

from dataclasses import replace

import tomlkit
from hypothesis import given

from bot.calls_file import read_calls, write_calls
from tests.calls_file.samples import HARBOUR, calls


def test_a_call_is_written_as_people_write_it():
    assert (
        write_calls([HARBOUR])
        == """\
[[call]]
name = "Harbour"
channel = "C0HARBOUR"
weekday = "tuesday"
time = "16:00"
timezone = "America/New_York"
ask = "24h"
remind = ["3h", "30m"]
post = "0m"
late = "24h"
emergencies = "ask"

[call.twiki]
topic = "{month}{day},{year}{call}Meeting"
charset = "ascii"

[[call.area]]
name = "Cranes"
leads = [{ name = "Wanda K.", slack = "U0WANDA" }]
style = "nested"

[[call.area]]
name = "Tides"
leads = [{ name = "Ole", slack = "U0OLE" }, { name = "Bea", slack = "U0BEA" }]
joiner = " & "
style = "flat"
"""
    )


@given(calls())
def test_what_is_written_reads_back_to_the_same_call_and_is_written_the_same_again(call):
    text = write_calls([call])
    assert read_calls(text, "calls.toml") == (call,)
    assert write_calls(read_calls(text, "calls.toml")) == text


def test_several_calls_stand_in_one_file_in_their_order():
    several = (HARBOUR, replace(HARBOUR, name="Airport"), replace(HARBOUR, name="Station"))
    assert read_calls(write_calls(several), "calls.toml") == several


@given(calls())
def test_another_reader_of_toml_finds_the_same_values(call):
    (table,) = tomlkit.parse(write_calls([call])).unwrap()["call"]
    assert (table["name"], [area["name"] for area in table["area"]]) == (
        call.name,
        [area.name for area in call.areas],
    )
