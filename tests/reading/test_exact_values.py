"""The parts of reading, each by its whole value: trees, headings, signatures, days, words and weights."""

from datetime import date

import pytest

from bot.model.call import Area, Labels, Lead, Section
from bot.model.update import Item
from bot.model.words import Line, Shape, Span, plain, words
from bot.reading.absence_days import day_of, days_away
from bot.reading.characters import folded, folded_words, parted, reach
from bot.reading.comparable import Comparable, comparable
from bot.reading.cuts import cut, pieces, sections_in
from bot.reading.emergency_score import clauses, points, read
from bot.reading.heading_names import Names, key_of, names, without_brackets
from bot.reading.headings import Heading, heading, is_title, is_unknown
from bot.reading.none import NoneSaid
from bot.reading.outline import Branch, outline
from bot.reading.plain import either
from bot.reading.signature import closes, closing


def line(text: str, shape: Shape = Shape.LINE, level: int = 0) -> Line:
    return Line(words(text), shape, level)


def bullet(text: str, level: int = 0) -> Line:
    return line(text, Shape.BULLET, level)


def tree(*lines: Line):
    """The text of each branch with those below it; one that stands apart has a mark."""

    def shown(branches: list[Branch]):
        return [((" " if each.apart else "") + plain(each.words), *shown(each.below)) for each in branches]

    found = outline(lines, lambda said: plain(said).startswith("heading"))
    assert all(each.text == plain(each.words) for each in found)
    return shown(found)


LONG = "A line that is long enough to have been broken by a mail"  # program


@pytest.mark.parametrize(
    ("lines", "branches"),
    [
        (
            (bullet("a"), bullet("b", 1), bullet("c", 2), bullet("d", 1), bullet("e")),
            [(" a", ("b", ("c",)), ("d",)), ("e",)],
        ),
        ((line("Title"), line(" \u200b"), bullet("a"), bullet("b")), [(" Title",), (" a",), ("b",)]),
        (
            (line("Title:"), line(""), bullet("a"), line(""), bullet("b")),
            [(" Title:", (" a",), (" b",))],
        ),
        ((line("Title *"), bullet("a"), line(""), bullet("b")), [(" Title *", ("a",), (" b",))]),
        ((line("This is a sentence that ends."), bullet("a")), [(" This is a sentence that ends.",), ("a",)]),
        (
            (line(LONG), line("goes on"), line("again"), line("New")),
            [(f" {LONG}\ngoes on",), ("again",), ("New",)],
        ),
        ((line(LONG), line("Goes on")), [(f" {LONG}",), ("Goes on",)]),
        ((line(LONG), line("heading x")), [(f" {LONG}",), ("heading x",)]),
        ((line(LONG + "."), line("goes on")), [(f" {LONG}.",), ("goes on",)]),
        ((line(LONG + ". "), line("goes on")), [(f" {LONG}. ",), ("goes on",)]),
        ((line(LONG), line(""), line("goes on")), [(f" {LONG}",), (" goes on",)]),
        ((line("We are working on the,"), line("cluster")), [(" We are working on the,\ncluster",)]),
        ((line("We are working on and"), line("cluster")), [(" We are working on and\ncluster",)]),
        ((line("We are working now"), line("cluster")), [(" We are working now",), ("cluster",)]),
        ((line("Dear all of you,"), line("we moved")), [(" Dear all of you,",), ("we moved",)]),
        ((bullet("a"), line("on", level=1), line("and on", level=1)), [(" a\non\nand on",)]),
        ((line("a"), line("on", level=1)), [(" a",), ("on",)]),
        ((line("Title"), line("-----"), bullet("a")), [(" Title", ("a",))]),
        ((line("Title"), line("--x--"), bullet("a")), [(" Title",), ("--x--",), ("a",)]),
        (
            (line("He said"), line("it", Shape.QUOTE), line("x", Shape.CODE), line("y")),
            [(" He said", ("it",), ("x",)), ("y",)],
        ),
        ((line("He said"), line(""), line("it", Shape.QUOTE)), [(" He said",), (" it",)]),
        ((line("x", Shape.QUOTE), line("y", Shape.CODE), line("z")), [(" x",), ("y",), ("z",)]),
        ((line("One:"), line("a", Shape.NUMBER), bullet("b")), [(" One:", ("a",), ("b",))]),
        ((line("First"), line("Second"), bullet("a")), [(" First",), ("Second",), ("a",)]),
        ((line("First"), line(""), line("Second"), bullet("a")), [(" First",), (" Second", ("a",))]),
        ((bullet("x"), line("Second"), bullet("a")), [(" x",), ("Second", ("a",))]),
        ((line("x" * 80), bullet("a")), [(" " + "x" * 80, ("a",))]),
        ((line("x" * 81), bullet("a")), [(" " + "x" * 81,), ("a",)]),
    ],
)
def test_lines_become_a_tree_as_a_reader_sees_them(lines, branches):
    assert tree(*lines) == branches


def test_bullets_stand_at_most_eight_deep_and_below_a_bold_line():
    deep = outline(tuple(bullet(str(level), level) for level in range(11)), lambda _: False)
    levels = []
    while deep:
        levels.append([(each.text, each.level) for each in deep])
        deep = deep[0].below
    assert levels[7:] == [[("7", 7)], [("8", 8), ("9", 8), ("10", 8)]]
    bold = Line((Span("It ends.", bold=True), Span(" ")))
    assert tree(bold, bullet("a")) == [(" It ends. ", ("a",))]


def test_a_line_is_cut_into_pieces_but_no_link_and_no_code():
    spans = (Span("a; b; ", bold=True), Span("c; d", code=True), Span("e; f", url="u"), Span("; g"))
    assert pieces(spans) == [
        (Span("a", bold=True),),
        (Span("b", bold=True),),
        (Span("c; d", code=True), Span("e; f", url="u")),
        (Span("g"),),
    ]
    assert pieces(words("; ")) == [words("; ")]


def test_stretches_are_taken_out_but_not_of_links_and_code():
    spans = (Span("hello world", bold=True), Span(" code; x", code=True), Span("tail, end"))
    assert cut(spans, [(5, 6), (12, 13), (23, 25)]) == [
        (Span("hello", bold=True),),
        (Span("world", bold=True), Span(" code; x", code=True), Span("tail")),
        (Span("end"),),
    ]
    link = (Span("a", url="u"), Span("bcd"))
    assert cut(link, [(4, 6), (6, 7)]) == [(Span("a", url="u"), Span("b")), (Span("d"),)]
    assert cut(words("abcd"), []) == [words("abcd")]
    assert cut(words("abcd"), [(3, 9)]) == [words("abcd")]


AREAS = (
    Area("Storage", (Lead("Cleo", "U"),), labels=Labels(ongoing="Running things (daily)")),
    Area("Grid Operations Center", ()),
)


def known() -> Names:
    return names(AREAS, None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("News: a; Ongoing: b", ["News: a", "Ongoing: b"]),
        ("a. Emergencies: none", ["a", "Emergencies: none"]),
        ("News: a, ongoing: b", ["News: a", "ongoing: b"]),
        ("a, News: b", ["a, News: b"]),
        ("a, b. News: c, ongoing: d", ["a, b", "News: c", "ongoing: d"]),
        ("x; y: z", ["x; y: z"]),
        ("Storage: a; issues: b", ["Storage: a", "issues: b"]),
        ("Storage: a. issues: b", ["Storage: a. issues: b"]),
        ("a; issues: b", ["a; issues: b"]),
        ("no colon; News", ["no colon; News"]),
        ("News: a | Running things: c", ["News: a", "Running things: c"]),
        ("News: a\uff1bOngoing\uff1ab", ["News: a", "Ongoing\uff1ab"]),
    ],
)
def test_sections_on_one_line_are_parted(text, parts):
    assert [plain(part) for part in sections_in(words(text), known())] == parts


CENTER = "Grid Operations Center"
FAT = (Span("News", bold=True), Span(" we moved"))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Storage", Heading("Storage", None, "Storage")),
        ("Storage (Cleo): x", Heading("Storage", None, "Storage (Cleo):", words("x"), marked=True)),
        ("GOC:", Heading(CENTER, None, "GOC:", marked=True)),
        (f"{CENTER} - up", Heading(CENTER, None, f"{CENTER} -", words("up"), marked=True)),
        ("[News] hello", Heading(None, Section.NEWS, "[News]", words("hello"), marked=True)),
        ("Emergencies: -", Heading(None, Section.EMERGENCIES, "Emergencies:", words("-"), marked=True)),
        ("Storage news", Heading("Storage", Section.NEWS, "Storage news")),
        ("Storage report:", Heading("Storage", None, "Storage report:", marked=True)),
        ("News and updates", Heading(None, Section.NEWS, "News and updates")),
        (
            "any emergencies this week?",
            Heading(None, Section.EMERGENCIES, "any emergencies this week?", marked=True),
        ),
        ("Issues", Heading(None, None, "Issues", trouble=True)),
        ("Running things: x", Heading(None, Section.ONGOING, "Running things:", words("x"), marked=True)),
        ("== News ==", Heading(None, Section.NEWS, "== News ==", marked=True)),
        ("Storage: News: x", Heading("Storage", None, "Storage:", words("News: x"), marked=True)),
        ("News:\nwe moved", Heading(None, Section.NEWS, "News:", words("we moved"), marked=True)),
        ("News:\u00a0we moved", Heading(None, Section.NEWS, "News:", words("we moved"), marked=True)),
        ("random words here:", None),
        ("# Release", None),
        ("http://x: y", None),
        ("Storage is down", None),
        ("one two three four five six seven eight news", None),
    ],
)
def test_a_heading_is_read_with_what_stands_behind_it(said, found):
    assert heading(words(said), known()) == found


def test_a_bold_word_and_a_link_behind_a_colon_are_read_in_their_spans():
    assert heading(FAT, known()) == Heading(None, Section.NEWS, "News", words("we moved"), marked=True)
    assert heading((Span("News", bold=True), Span("letter")), known()) is None
    assert heading((Span("News", bold=True, url="u"), Span(" we moved")), known()) is None
    link = Span("link", url="http://x")
    assert heading((Span("News: see "), link), known()) == Heading(
        None, Section.NEWS, "News:", (Span("see "), link), marked=True
    )
    assert heading((Span("News: ", url="u"), Span("x")), known()) is None
    assert heading((Span("News\nsee "), link), known()) == Heading(
        None, Section.NEWS, "News", (Span("see "), link)
    )
    assert heading((Span("News\nletter", url="u"),), known()) is None


def test_a_tag_is_read_as_it_is_spelt():
    assert heading(words("[Emergencies] fire"), known()) == Heading(
        None, Section.EMERGENCIES, "[Emergencies]", words("fire"), marked=True
    )
    assert heading(words("[Emergancies] fire"), known()) is None


@pytest.mark.parametrize(
    ("text", "plainly", "in_bold"),
    [
        ("short:", True, True),
        ("short: *", True, True),
        ("Bold", False, True),
        ("a b c d:", True, True),
        ("a b c d e:", False, False),
        ("## x", True, True),
        ("a\nb:", False, False),
        ("x" * 79 + ":", True, True),
        ("x" * 80 + ":", False, False),
    ],
)
def test_a_line_looks_like_a_heading_whatever_it_names(text, plainly, in_bold):
    assert (is_unknown(words(text)), is_unknown((Span(text, bold=True),))) == (plainly, in_bold)


def test_names_are_looked_up_without_case_marks_and_brackets():
    assert [key_of(text) for text in (" *Release & Test*: ", "A and B", "A,B + c")] == [
        "release/test",
        "a/b",
        "a/b/c",
    ]
    assert [without_brackets(key) for key in ("x (y)", "x (y", "x")] == ["x", "x", "x"]
    assert known().areas == {
        "storage": "Storage",
        "storage (cleo": "Storage",
        "grid operations center": CENTER,
        "goc": CENTER,
    }
    assert {"news", "running things", "running things (daily"} <= known().titles
    spoken = names(AREAS, CENTER)
    assert "running things" not in spoken.titles
    for name, outright, title in (("News", True, True), ("issues", True, False), ("issues", False, True)):
        assert is_title(name, known(), outright=outright) is title


@pytest.mark.parametrize(
    ("lines", "stated", "count"),
    [
        (["Best regards,", "Tim T."], False, 2),
        (["Thanks,", "Tim"], True, 2),
        (["Thanks,", "Tim"], False, 0),
        (["--", "anything goes"], False, 1),
        (["Best regards"], False, 0),
        (["--"], False, 1),
        (["Regards", "Tim Tester", "Head of IT", "+1 555 12345", "tim@example.org", "is down"], False, 5),
        (["Thanks", "Tim", "Storage is down"], True, 0),
        (["hello", "Tim"], True, 0),
        (["Cheers", "bob"], True, 2),
        (["Best", "bob", "bob"], True, 2),
        (["BR", *["A B"] * 10], False, 8),
        (["Regards", "N" * 80], False, 2),
        (["Regards", "N" * 81], False, 0),
        ([], False, 0),
        (["Regards", "Tim & Tom | CERN"], False, 2),
        (["Regards", "All Disks Failed"], False, 0),
        (["Regards", "Tim|Head"], False, 2),
        (["Regards", "Tim|head"], False, 0),
        (["Regards", "Tim,Head"], False, 2),
        (["Regards", "Tim,head"], False, 0),
    ],
)
def test_a_mail_closes_with_so_many_lines(lines, stated, count):
    assert closing(lines, stated=stated) == count


def test_a_line_can_begin_a_closing():
    found = [closes(said) for said in ("Best regards", "thanks!", "--", "thanks for x", "Best" + " " * 77)]
    assert found == [True, True, True, False, False]


ODD = "a\u200bb\u00a0c\uff01"


def test_characters_are_counted_as_they_are_understood():
    assert folded(ODD) == "ab c!"
    assert [reach(ODD, count) for count in range(7)] == [0, 1, 3, 4, 5, 6, 6]
    assert [reach("abc", count) for count in (0, 2, 3, 5)] == [0, 2, 3, 3]
    spoken = (Span("x\u200by", bold=True), Span("z"))
    assert parted(spoken, (Span("y"), Span("z"))) == (
        (Span("x", bold=True),),
        (Span("\u200by", bold=True), Span("z")),
    )
    assert parted(spoken, folded_words(spoken)) == ((), spoken)
    assert parted(spoken, (Span("z"),)) == (spoken[:1], spoken[1:])
    assert parted(spoken, ()) == (spoken, ())
    assert folded_words(spoken) == (Span("xy", bold=True), Span("z"))
    assert folded_words(spoken[1:]) is not None


TODAY = date(2026, 3, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", (3, 10)),
        ("tonight", (3, 10)),
        ("tomorrow", (3, 11)),
        ("friday", (3, 13)),
        ("this friday", (3, 13)),
        ("next friday", (3, 20)),
        ("the coming friday", (3, 13)),
        ("tuesday", (3, 10)),
        ("next tuesday", (3, 17)),
        ("monday", (3, 16)),
        ("the weekend", (3, 15)),
        ("end of the week", (3, 15)),
        ("2026-04-05", (4, 5)),
        ("march 12", (3, 12)),
        ("12 march", (3, 12)),
        ("mar 1st", (3, 1)),
        ("12.3.", (3, 12)),
        ("3.12.2026", (12, 3)),
        ("13/3", (3, 13)),
        ("3/13", (3, 13)),
        ("3/3", (3, 3)),
        ("12th", (3, 12)),
        ("10th", (3, 10)),
        ("9th", (4, 9)),
        ("the 31st", (3, 31)),
        ("9 jan", (1, 9)),
        ("dec 31.", (12, 31)),
    ],
)
def test_a_date_is_the_next_that_fits(said, day):
    assert day_of(said, TODAY) == date(2026, *day)


def test_some_dates_lie_in_the_next_year_and_others_cannot_be_told():
    assert day_of("january 5", TODAY) == date(2027, 1, 5)
    assert day_of("1.1.", TODAY) == date(2027, 1, 1)
    assert day_of("the 12th of march, 2027", TODAY) == date(2027, 3, 12)
    assert day_of("12.3.2027", TODAY) == date(2027, 3, 12)
    assert day_of("9th", date(2026, 12, 10)) == date(2027, 1, 9)
    for none in ("3/12", "31 february", "xyz", "2026-13-01", ""):
        assert day_of(none, TODAY) is None


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("I'm away from March 12 to March 20", 12, 20),
        ("away Mar 12-16", 12, 16),
        ("away 12-16 March", 12, 16),
        ("away 12.-16.3.", 12, 16),
        ("away the week of March 16", 16, 22),
        ("from Monday to Wednesday", 16, 18),
        ("away until Friday", 10, 13),
        ("away until March 9th", 10, None),
        ("back on Monday", 10, 15),
        ("back next week", 10, 15),
        ("back in 2 weeks", 10, 23),
        ("back tomorrow", 10, 10 + 1),
        ("away for 3 days", 10, 12),
        ("away for a week", 10, 16),
        ("away next week", 16, 22),
        ("away this week", 10, 15),
        ("out sick today", 10, 10),
        ("off on Friday", 13, 13),
        ("away from Thursday for 2 days", 12, 13),
        ("away from March 20 until March 12", 20, None),
        ("away next week until Wednesday", 16, 18),
        ("from Thursday on I am away", 12, None),
        ("away Thursday, back on Monday", 12, 15),
        ("away on Friday for a week", 13, 19),
        ("on vacation", None, None),
    ],
)
def test_somebody_is_away_from_when_to_when(said, first, last):
    days = [date(2026, 3, day) if day else None for day in (first, last)]
    assert list(days_away(said, TODAY)) == days


def compared(text: str, *below: str) -> Comparable:
    return comparable(Item(words(text), tuple(Item(words(each)) for each in below)))


def test_an_item_is_compared_by_its_words_numbers_links_and_whether_it_is_over():
    said = "Migration: 5 of 10 sites up (see https://x.org/a), 50% there"
    assert compared(said) == Comparable(
        own=frozenset({"migration", "there", "see", "#", "up", "sites"}),
        gist="migration # sites up see # there",
        topic=("migrat", "sit"),
        head=("migrat",),
        links=frozenset({"https://x.org/a"}),
        figures=frozenset(),
        records=frozenset(),
        is_over=False,
    )
    assert compared("Parent - x", "100% of child 7") == Comparable(
        own=frozenset({"parent", "x"}),
        gist="parent x # of child 7",
        topic=("parent", "x", "child", "7"),
        head=("parent",),
        links=frozenset(),
        figures=frozenset({"7"}),
        records=frozenset(),
        is_over=False,
    )


@pytest.mark.parametrize(
    ("said", "figures", "records"),
    [
        ("Release 4.2.1 is out", {"4.2.1"}, {"4.2.1"}),
        ("12 TB transferred", {"12"}, {"12"}),
        ("1,234,567 jobs", {"1,234,567"}, {"1,234,567"}),
        ("done by 1/15", {"1/15"}, set()),
        ("24/7 support", {"24/7"}, set()),
        ("record of 5 million", {"5"}, {"5"}),
        ("v5 deployed", {"v5"}, {"v5"}),
        ("5 cranes and 6 trucks", {"5", "6"}, set()),
        ("no numbers", set(), set()),
    ],
)
def test_some_figures_are_told_for_their_own_sake(said, figures, records):
    found = compared(said)
    assert (found.figures, found.records) == (figures, records)


@pytest.mark.parametrize(
    ("said", "gist", "over"),
    [
        ("3/3 sites", "# sites", True),
        ("2/3 sites", "# sites", False),
        ("4/3 sites", "4/3 sites", False),
        ("100% there", "# there", True),
        ("99.9% there", "# there", False),
        ("0 left", "#", True),
        ("1 left", "#", False),
        ("3/3 here, 1/2 there", "# here # there", False),
        ("3/3 here, 2/2 there", "# here # there", True),
        ("deployed", "deployed", True),
    ],
)
def test_what_is_counted_is_over_when_all_is_there(said, gist, over):
    found = compared(said)
    assert (found.gist, found.is_over) == (gist, over)


def test_a_topic_has_the_stems_of_what_it_is_about():
    assert compared("update updated updating tests of 5 movements").topic == (
        "updat",
        "updat",
        "updat",
        "test",
        "5",
        "mov",
    )


WEIGHTS = {
    "(start)": -5,
    "down": 30,
    "disk": 4,
    "^ disk": 2,
    "disk down": 7,
    "not~down": -40,
    "fine": -8,
    "down $": 1,
    "(number)": 3,
    "(name)": 2,
    "cve": 9,
    "is not": -1,
}


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("", -5),
        ("Disk down", 39),
        ("Disk is not down, all fine; disk down", 17),
        ("fine. fine", -17),
        ("Disk isn\u2019t down", -39),
        ("5 disks; cve-2026-1; host1.example.org; INC-123", 4),
        ("but disk down", 39),
        ("disk, but down", 26),
        ("disk and down", 32),
        (":fire: disk", 1),
    ],
)
def test_a_text_has_the_points_of_its_most_alarming_clause_and_half_of_the_calmest(said, score):
    assert points(said, WEIGHTS) == score


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("won't", [{"will", "not", "^ will", "will not", "not $"}]),
        ("a, b,", [{"a", "b", "^ a", "b $"}]),
        (
            "no a b c d",
            [{"no", "not~a", "not~b", "not~c", "not~d", "^ no", "no a", "a b", "b c", "c d", "d $"}],
        ),
        (
            "no a b c d e",
            [
                {
                    "no",
                    "not~a",
                    "not~b",
                    "not~c",
                    "not~d",
                    "e",
                    "^ no",
                    "no a",
                    "a b",
                    "b c",
                    "c d",
                    "d e",
                    "e $",
                }
            ],
        ),
        ("no, a", [{"no", "a", "^ no", "a $"}]),
        ("x because y", [{"x", "^ x", "x $"}, {"y", "^ y", "y $"}]),
        ("x and y", [{"x", "and", "y", "^ x", "x and", "and y", "y $"}]),
        ("x, and y", [{"x", "^ x", "x $"}, {"y", "^ y", "y $"}]),
        ("Tim's boss's buses", [{"tim", "boss", "buse", "^ tim", "tim boss", "boss buse", "buse $"}]),
        (
            "p1 e-mail x@y www.z.org " + "q" * 61,
            [{"e", "mail", "(name)", "^ e", "e mail", "mail (name)", "(name) $"}],
        ),
    ],
)
def test_a_clause_has_its_words_and_pairs_of_words(said, terms):
    assert clauses(said) == terms


def test_a_table_of_weights_is_read_without_its_remarks():
    assert read("# x\n\na b\t5\nc\t-3\n") == {"a b": 5, "c": -3}


def test_one_pattern_finds_each_phrase_of_a_table_and_none_inside_a_word():
    pattern = either(["up", "going down", ":x"])
    found = ["go up", "going down", "a:x", "upward", "is up."]
    assert [bool(pattern.search(text)) for text in [*found, "soup", "go", "XX"]] == [True] * 5 + [False] * 3
    assert [match[0] for match in pattern.finditer("up and going down")] == ["up", "going down"]


def test_the_words_that_say_so_stand_without_what_separates_them():
    assert NoneSaid(None, 0, 7).said("none, \n, more") == "none"
    assert NoneSaid(None, 0, 11).said("X-rays: 0 X, more") == "X-rays: 0 X"
