"""What is measured at first sight is read as its README says."""

import pytest

from tests.accuracy.first_sight import as_heading, as_none, as_talk, rows


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("none", "none"),
        ("Emergencies: none", "none"),
        ("no power in building 3", "not none"),
        ("nothing works", "not none"),
    ],
)
def test_a_none_is_one_without_an_emergency_beside_it(said, read):
    assert as_none(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [("Thanks a lot!", "set aside"), ("Tern 4.2 is out", "status"), ("nothing new", "status")],
)
def test_talk_is_what_leaves_no_status(said, read):
    assert as_talk(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [("News", "news"), ("In progress:", "ongoing"), ("Emergencies:", "emergencies"), ("Wombats:", "unknown")],
)
def test_a_heading_is_known_by_where_the_bullet_below_it_stands(said, read):
    assert as_heading(said) == read


def test_a_file_that_is_not_there_has_no_rows(tmp_path):
    assert list(rows(tmp_path / "none.jsonl")) == []
    (tmp_path / "none.jsonl").write_text('{"label": "none", "text": "nada"}\n', encoding="utf-8")
    assert list(rows(tmp_path / "none.jsonl")) == [("none", "nada")]
