"""The figures of how well pages are read, over a folder of pages with labels and without."""

import json

from tests.accuracy.pages import measure, report
from tests.formats.twiki.test_page_kinds import BODIES, HEAD

PAGE = """\
---++ Attendees: Ida

---++ Apologies:
   * Kai

---++ Pumps (Ida)
   * Incidents:
      * a leak in pump 4
   * painted

---++ Doors (Lu)
   * News
      * oiled
"""
RIGHT = {
    "page": "one.txt",
    "areas": {
        "Pumps": {"emergencies": ["a leak in pump 4"], "news": ["painted"]},
        "Doors": {"news": ["oiled", "closed"]},
    },
    "attendees": ["Ida"],
    "apologies": ["Kai", "Lu"],
}


def folder(tmp_path, **pages):
    for name, text in pages.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_without_labels_the_figures_say_what_was_found_and_that_nothing_is_lost(tmp_path):
    figures = measure(folder(tmp_path, one=PAGE, two=PAGE.replace("   * Kai", "")))
    assert (figures.pages, str(figures.same)) == (2, "2 of 2 (100.0 %)")
    assert figures.words.found == figures.words.all > 20
    assert (figures.seen["areas"], figures.seen["emergencies"], figures.seen["apologies"]) == (4, 2, 1)
    assert str(figures.named["apologies"]) == "1 of 1 (100.0 %)"
    assert "4 areas" in "\n".join(report(figures))


def test_with_labels_they_say_what_a_person_reads_otherwise(tmp_path):
    (tmp_path / "labels.jsonl").write_text(json.dumps(RIGHT) + "\n", "utf-8")
    figures = measure(folder(tmp_path, one=PAGE))
    counted = {part: (count.found, count.all) for part, count in figures.labelled.items() if count.all}
    assert counted == {
        "areas": (2, 2),
        "bodies": (1, 2),
        "emergencies": (1, 1),
        "attendees": (1, 1),
        "apologies": (0, 1),
    }
    assert len(figures.wrong) == 2


def test_no_word_of_the_pages_by_kind_is_lost(tmp_path):
    pages = {f"page{number}": HEAD + lines for number, (_, lines, _) in enumerate(BODIES)}
    figures = measure(folder(tmp_path, **pages))
    assert figures.words.found == figures.words.all
