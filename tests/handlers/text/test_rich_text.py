"""Slack's notation, rich text and mrkdwn, becomes neutral lines of styled words."""

import re
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.model.words import Line, Shape, Span, plain
from handlers.text.rich_text import document_from_text, document_of, mentioned

_NAMES = {"U0MINA": "Mina K.", "C0OPS": "operations", "S0LEADS": "area leads"}
_LEAF = ("text", "link", "user", "channel", "usergroup", "broadcast", "emoji", "date", "color", "strange")


def message(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"blocks": [{"type": "rich_text", "elements": list(elements)}], **more}


def section(*elements: Any) -> dict[str, Any]:
    return {
        "type": "rich_text_section",
        "elements": [text(each) if isinstance(each, str) else each for each in elements],
    }


def text(said: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": said, **({"style": style} if style else {})}


def bullets(*items: Any, indent: int = 0, **more: Any) -> dict[str, Any]:
    sections = [section(each) if isinstance(each, str) else each for each in items]
    return {"type": "rich_text_list", "style": "bullet", "indent": indent, "elements": sections, **more}


def seen(document: tuple[Line, ...]) -> list[tuple[str, int, str]]:
    return [(line.shape.value, line.level, plain(line.words)) for line in document]


def test_a_typed_number_before_a_link_or_bold_words_begins_a_list_item():
    document = document_from_text("1. <https://x.example|notes> are out\n2. *bold* words")
    assert seen(document) == [("number", 0, "notes (https://x.example) are out"), ("number", 0, "bold words")]


def test_a_dash_right_before_notation_is_a_bullet():
    document = document_from_text("-<https://x.example|notes>\n-*bold* words")
    assert seen(document) == [("bullet", 0, "notes (https://x.example)"), ("bullet", 0, "bold words")]


def test_nested_bullets_come_as_lists_side_by_side():
    document = document_of(
        message(
            section("News\n"),
            bullets("Tern released"),
            bullets("packages built", indent=1),
            bullets("for all platforms", indent=2),
            bullets("Portal moved"),
        ),
        {},
    )
    assert seen(document) == [
        ("line", 0, "News"),
        ("bullet", 0, "Tern released"),
        ("bullet", 1, "packages built"),
        ("bullet", 2, "for all platforms"),
        ("bullet", 0, "Portal moved"),
    ]


def test_an_ordered_list_goes_on_counting_where_it_was_interrupted():
    first = bullets("one", "two", style="ordered")
    second = bullets("three", style="ordered", offset=2)
    numbers = [line.number for line in document_of(message(first, bullets("aside", indent=1), second), {})]
    assert numbers == [1, 2, None, 3]


def test_a_soft_line_break_stays_inside_its_item():
    assert seen(document_of(message(bullets("first line\nsecond line")), {})) == [
        ("bullet", 0, "first line\nsecond line")
    ]


def test_a_blank_line_separates_and_a_final_break_does_not():
    document = document_of(message(section("one\n\ntwo\n"), section("three")), {})
    assert seen(document) == [("line", 0, "one"), ("line", 0, ""), ("line", 0, "two"), ("line", 0, "three")]


def test_mentions_become_names_and_unknown_ones_stay_as_they_are():
    document = document_of(
        message(
            section(
                {"type": "user", "user_id": "U0MINA"},
                " in ",
                {"type": "channel", "channel_id": "C0OPS"},
                " for ",
                {"type": "usergroup", "usergroup_id": "S0LEADS"},
                " and ",
                {"type": "user", "user_id": "U0NOBODY"},
                " ",
                {"type": "broadcast", "range": "channel"},
            )
        ),
        _NAMES,
    )
    assert seen(document) == [("line", 0, "Mina K. in #operations for area leads and U0NOBODY @channel")]


def test_the_same_mentions_in_mrkdwn_read_the_same():
    said = "<@U0MINA> in <#C0OPS|ops> for <!subteam^S0LEADS|@leads> and <@U0NOBODY> <!channel>"
    assert seen(document_of({"text": said}, _NAMES)) == [
        ("line", 0, "Mina K. in #operations for area leads and U0NOBODY @channel")
    ]


def test_it_says_whose_names_it_wants():
    rich = message(
        bullets(section({"type": "user", "user_id": "U1"}), section({"type": "channel", "channel_id": "C1"}))
    )
    assert mentioned(rich) == {"U1", "C1"}
    assert mentioned({"text": "<@U1> <#C1|x> <!subteam^S1> <!here> <https://example.org>"}) == {
        "U1",
        "C1",
        "S1",
    }


def test_emoji_become_characters_where_there_is_one():
    rich = section(
        {"type": "emoji", "name": "tada", "unicode": "1f389"}, {"type": "emoji", "name": "our-own"}
    )
    assert seen(document_of(message(rich), {})) == [("line", 0, "🎉:our-own:")]
    assert seen(document_from_text("done :tada: :+1::skin-tone-3: :our-own: at 10:30:15")) == [
        ("line", 0, "done 🎉 👍🏼 :our-own: at 10:30:15")
    ]


def test_links_keep_their_label_and_their_address():
    rich = section(
        "see ",
        {"type": "link", "url": "https://example.org/a", "text": "notes"},
        {"type": "link", "url": "https://b.example.org"},
    )
    expected = (
        Span("see "),
        Span("notes", url="https://example.org/a"),
        Span("https://b.example.org", url="https://b.example.org"),
    )
    assert document_of(message(rich), {})[0].words == expected
    assert document_from_text("see <https://example.org/a|notes><https://b.example.org>")[0].words == expected


def test_an_address_that_was_only_typed_is_a_link_without_the_full_stop_behind_it():
    assert document_from_text("see https://example.org/a_b_c.")[0].words == (
        Span("see "),
        Span("https://example.org/a_b_c", url="https://example.org/a_b_c"),
        Span("."),
    )


def test_styles_are_kept_and_may_be_mixed():
    expected = (
        Span("plain "),
        Span("bold", bold=True),
        Span(" "),
        Span("both", bold=True, italic=True),
        Span(" "),
        Span("x*y", code=True),
    )
    rich = section(
        "plain ",
        text("bold", bold=True),
        " ",
        text("both", bold=True, italic=True),
        " ",
        text("x*y", code=True),
    )
    assert document_of(message(rich), {})[0].words == expected
    assert document_from_text("plain *bold* *_both_* `x*y`")[0].words == expected


def test_stars_and_underscores_inside_words_are_no_style():
    for said in ("2 * 3 * 4", "snake_case_name", "a*b*c", "~ about 5 ~", "__init__.py"):
        assert document_from_text(said)[0].words == (Span(said),)


def test_escapes_are_undone_also_inside_code():
    assert plain(document_from_text("a &lt;b&gt; &amp;amp; `x &lt; y`")[0].words) == "a <b> &amp; x < y"
    assert plain(document_of(message(section("a &lt;b")), {})[0].words) == "a &lt;b"


def test_code_blocks_and_quotes_stay_as_they_are():
    rich = message(
        section("look\n"),
        {"type": "rich_text_preformatted", "elements": [text("- no bullet\n  x")]},
        {"type": "rich_text_quote", "elements": [text("said\nso")]},
    )
    expected = [("line", 0, "look"), ("code", 0, "- no bullet\n  x"), ("quote", 0, "said\nso")]
    assert seen(document_of(rich, {})) == expected
    assert seen(document_from_text("look\n```- no bullet\n  x```\n&gt; said\n&gt; so")) == expected


def test_dates_and_colours_keep_their_words():
    rich = section(
        {"type": "date", "timestamp": 1700000000, "format": "{date}", "fallback": "14 Nov"},
        " ",
        {"type": "color", "value": "#F405B3"},
    )
    assert seen(document_of(message(rich), {})) == [("line", 0, "14 Nov #F405B3")]
    assert seen(document_from_text("<!date^1700000000^{date}|14 Nov>")) == [("line", 0, "14 Nov")]
    assert seen(document_of(message(section({"type": "date", "timestamp": 1700000000})), {})) == [
        ("line", 0, "2023-11-14 22:13 UTC")
    ]


def test_bullets_that_were_only_typed_are_bullets():
    for mark in ("•", "◦", "▪", "-", "\u2013", "\u2014", "*", "+", "‣", "1.", "1)", "(a)", "a)"):
        ((shape, level, said),) = seen(document_from_text(f"{mark} Tern released"))
        assert (shape in ("bullet", "number"), level, said) == (True, 0, "Tern released"), mark


def test_typed_bullets_are_found_inside_rich_text_too():
    assert seen(document_of(message(section("News:\n- one\n    - two\n")), {})) == [
        ("line", 0, "News:"),
        ("bullet", 0, "one"),
        ("bullet", 1, "two"),
    ]


def test_a_date_or_a_version_at_the_beginning_is_no_list():
    for said in ("12. December is the freeze", "3.9.1 is out", "40) people", "-5 degrees", "--force"):
        assert seen(document_from_text(said)) == [("line", 0, said)]


def test_a_typed_list_counts_on():
    assert [line.number for line in document_from_text("1. one\n- aside\n2. two\n3. three")] == [
        1,
        None,
        2,
        3,
    ]


def test_depth_follows_the_indent_by_tabs_spaces_or_glyphs():
    for said in (
        "- a\n  - b\n    - c\n- d",
        "- a\n\t- b\n\t\t- c\n- d",
        "• a\n◦ b\n▪ c\n• d",
        "   * a\n      * b\n         * c\n   * d",
    ):
        assert [line.level for line in document_from_text(said)] == [0, 1, 2, 0], said


def test_an_indented_line_belongs_to_the_bullet_above_it():
    assert seen(document_from_text("- a\n  goes on\nnew")) == [
        ("bullet", 0, "a"),
        ("line", 1, "goes on"),
        ("line", 0, "new"),
    ]


def test_files_hang_below_the_only_line_and_else_stand_before_every_heading():
    file = {"title": "Usage plot", "permalink": "https://files.example.org/F1"}
    link = "Usage plot (https://files.example.org/F1)"
    assert seen(document_of({"text": "Usage is up", "files": [file]}, {})) == [
        ("line", 0, "Usage is up"),
        ("bullet", 1, link),
    ]
    assert seen(document_of({"text": "News:\nx", "files": [file]}, {}))[0] == ("line", 0, link)
    assert seen(document_of({"text": "", "files": [file]}, {})) == [("line", 0, link)]


def test_blocks_win_over_their_flattened_copy():
    assert seen(document_of(message(section("from blocks"), text="from text"), {})) == [
        ("line", 0, "from blocks")
    ]


def test_without_rich_text_and_text_the_sections_of_other_blocks_are_read():
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "• *a*"}}
    assert seen(document_of({"text": "", "blocks": [block]}, {})) == [("bullet", 0, "a")]


@st.composite
def leaves(draw: st.DrawFn) -> dict[str, Any]:
    word = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
    said = draw(st.lists(word, min_size=1, max_size=4))
    kind = draw(st.sampled_from(_LEAF))
    joined = draw(st.sampled_from((" ", "\n", " \n\n"))).join(said)
    fields: dict[str, dict[str, Any]] = {
        "text": {
            "text": joined,
            "style": {draw(st.sampled_from(("bold", "italic", "strike", "code"))): True},
        },
        "link": {"url": f"https://{said[0]}.org", "text": joined},
        "user": {"user_id": said[0]},
        "channel": {"channel_id": said[0]},
        "usergroup": {"usergroup_id": said[0]},
        "broadcast": {"range": said[0]},
        "emoji": {"name": f"zz-{said[0]}"},
        "date": {"timestamp": 5, "fallback": joined},
        "color": {"value": joined},
        "strange": {"text": joined},
    }
    return {"type": kind, **fields[kind]}


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    apart = {"type": "text", "text": " "}  # what touches is one word
    parts = st.lists(leaves(), max_size=4).map(
        lambda all_of: [each for leaf in all_of for each in (leaf, apart)]
    )
    kind = draw(
        st.sampled_from(("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"))
    )
    if kind != "rich_text_list":
        return {"type": kind, "elements": draw(parts)}
    items = [{"type": "rich_text_section", "elements": each} for each in draw(st.lists(parts, max_size=3))]
    style = draw(st.sampled_from(("bullet", "ordered")))
    return {
        "type": kind,
        "style": style,
        "indent": draw(st.integers(0, 8)),
        "offset": draw(st.integers(0, 3)),
        "elements": items,
    }


def words_in(value: Any) -> Counter[str]:
    """The words that a tree shows, counted without our reader."""
    match value:
        case {"type": "link", "url": str(url), "text": str(said)}:
            return count(f"{said} {url}")
        case (
            {"type": "date", "fallback": str(said)}
            | {"type": "color", "value": str(said)}
            | {"text": str(said)}
        ):
            return count(said)
        case {"type": str(kind)} if kind in _LEAF:
            return count(" ".join(each for key, each in value.items() if key != "type"))
        case {"elements": list(inner)}:
            return sum((words_in(each) for each in inner), Counter())
    return Counter()


def count(said: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", said))


@given(st.lists(trees(), max_size=6))
def test_every_word_of_a_rich_text_tree_is_in_the_document(elements):
    document = document_of(message(*elements), {})
    assert count(" ".join(plain(line.words) for line in document)) == words_in({"elements": elements})


@given(
    st.text(
        st.characters(
            exclude_characters="<>&:`0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        ),
        max_size=80,
    ),
    st.sampled_from(("", "word", "- word", "*word*", "wo_rd")),
)
def test_every_word_of_typed_text_is_in_the_document(said, more):
    document = document_from_text(f"{said}{more}\n{more}{said}")
    assert count(" ".join(plain(line.words) for line in document)) == count(f"{said}{more}\n{more}{said}")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                (
                    "type",
                    "elements",
                    "text",
                    "url",
                    "name",
                    "indent",
                    "offset",
                    "style",
                    "unicode",
                    "timestamp",
                    "fallback",
                    "range",
                    "user_id",
                )
            ),
            inner
            | st.sampled_from(
                ("rich_text", "rich_text_list", "rich_text_section", "link", "emoji", "date", "user")
            ),
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(_JSON, _JSON, _JSON)
def test_no_message_however_odd_raises(blocks, said, files):
    for odd in (
        {"blocks": blocks, "text": said, "files": files},
        {"blocks": [{"type": "rich_text", "elements": [blocks, said]}]},
    ):
        mentioned(odd)
        assert all(isinstance(line.shape, Shape) for line in document_of(odd, {}))
