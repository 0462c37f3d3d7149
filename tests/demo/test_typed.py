"""What a person types, as Slack's composer delivers it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.demo.block_kit.escapes import as_posted, escaped
from bot.demo.block_kit.flatten import flattened
from bot.demo.block_kit.inline import Names
from bot.demo.block_kit.typed import rich_text
from bot.demo.block_kit.validate import block_faults
from bot.demo.wire import Json

NAMES = Names({"tim c.": "U0TIM", "ana": "U0ANA"}, {"production": "C0PROD"})


def typed(text: str) -> list[Json]:
    return rich_text(text, NAMES)


def run(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def block(text: str) -> list[Json]:
    return [{"type": "rich_text", "elements": typed(text)}]


def only(text: str) -> list[Json]:
    (element,) = typed(text)
    return list(element["elements"])


def lists(text: str) -> list[tuple[str, int, int, list[str]]]:
    return [
        (
            element["style"],
            element["indent"],
            element.get("offset", 0),
            ["".join(part["text"] for part in item["elements"]) for item in element["elements"]],
        )
        for element in typed(text)
        if element["type"] == "rich_text_list"
    ]


def test_plain_words_are_one_section_with_its_line_breaks():
    assert typed("one\ntwo\n\nthree") == [
        {"type": "rich_text_section", "elements": [run("one\ntwo\n\nthree")]}
    ]


def test_nested_bullets_are_sibling_lists_that_tell_their_depth():
    assert lists("- a\n  - b\n  - c\n    - d\n- e") == [
        ("bullet", 0, 0, ["a"]),
        ("bullet", 1, 0, ["b", "c"]),
        ("bullet", 2, 0, ["d"]),
        ("bullet", 0, 0, ["e"]),
    ]


def test_tabs_stars_and_dots_make_lists_too():
    assert lists("* a\n\t• b") == [("bullet", 0, 0, ["a"]), ("bullet", 1, 0, ["b"])]


def test_a_numbered_list_goes_on_counting_after_what_is_nested_in_it():
    assert lists("1. a\n   - x\n2. b\n3. c") == [
        ("ordered", 0, 0, ["a"]),
        ("bullet", 1, 0, ["x"]),
        ("ordered", 0, 1, ["b", "c"]),
    ]


def test_a_numbered_list_may_begin_anywhere():
    assert lists("4) d") == [("ordered", 0, 3, ["d"])]


def test_words_before_a_list_end_with_a_line_break():
    section, items, after = typed("News\n- a\n\nthanks")
    assert section["elements"] == [run("News\n")]
    assert items["type"] == "rich_text_list"
    assert after["elements"] == [run("\nthanks")]


def test_styles_are_marked_and_can_be_nested():
    assert only("*bold* _italic_ ~gone~ `co*d*e`") == [
        run("bold", bold=True),
        run(" "),
        run("italic", italic=True),
        run(" "),
        run("gone", strike=True),
        run(" "),
        run("co*d*e", code=True),
    ]
    assert only("*a _b_*") == [run("a ", bold=True), run("b", bold=True, italic=True)]


def test_marks_inside_words_and_alone_are_just_characters():
    for text in ("snake_case_name", "2 * 3 * 4", "a*b*c", "*", "__init__ ~ x"):
        assert only(text) == [run(text)]


def test_a_bold_line_may_hold_a_link():
    assert only("*see https://a.org/x_y_z now*") == [
        run("see ", bold=True),
        {"type": "link", "url": "https://a.org/x_y_z", "style": {"bold": True}},
        run(" now", bold=True),
    ]


def test_links_leave_the_full_stop_behind_them_alone():
    assert only("at https://a.org/b.") == [run("at "), {"type": "link", "url": "https://a.org/b"}, run(".")]
    labelled = {"type": "link", "url": "https://a.org", "text": "here"}
    assert only("[here](https://a.org)") == only("<https://a.org|here>") == [labelled]


def test_people_channels_and_everybody_are_mentioned_by_name_or_id():
    assert only("@Tim C. and @ana, <@U0X> in #production @here") == [
        {"type": "user", "user_id": "U0TIM"},
        run(" and "),
        {"type": "user", "user_id": "U0ANA"},
        run(", "),
        {"type": "user", "user_id": "U0X"},
        run(" in "),
        {"type": "channel", "channel_id": "C0PROD"},
        run(" "),
        {"type": "broadcast", "range": "here"},
    ]
    assert only("@nobody #nowhere a@ana.org") == [run("@nobody #nowhere a@ana.org")]


def test_emoji_are_elements_by_name_and_as_characters():
    tada = {"type": "emoji", "name": "tada", "unicode": "1f389"}
    assert only(":tada:") == only("🎉") == [tada]
    assert only("at 10:30: x :nosuchemoji:") == [run("at 10:30: x :nosuchemoji:")]


def test_fenced_lines_are_literal():
    before, code, after = typed("see\n```\n*a*\n  - b\n```\nok")
    assert before["elements"] == [run("see\n")]
    assert (code["type"], code["elements"]) == ("rich_text_preformatted", [run("*a*\n  - b")])
    assert after["elements"] == [run("ok")]
    assert [element["type"] for element in typed("```one```")] == ["rich_text_preformatted"]


def test_quoted_lines_are_one_quote():
    (quote,) = typed("> a\n> b")
    assert (quote["type"], quote["elements"]) == ("rich_text_quote", [run("a\nb")])


def test_the_flat_text_is_written_as_slack_writes_it():
    text = "*News*\n- a <b> & `c`\n  - d\n    - e\n1. one\n> q\n```x < y```\n<https://a.org|l> :tada: @ana"
    assert flattened(block(text)) == (
        "*News*\n• a &lt;b&gt; &amp; `c`\n    ◦ d\n        ▪︎ e\n1. one\n&gt; q\n```x &lt; y```\n"
        "<https://a.org|l> :tada: <@U0ANA>"
    )


def test_nothing_typed_is_nothing_said():
    assert typed("") == []


def test_what_apps_post_keeps_its_sequences_and_escapes_the_rest():
    assert as_posted("<@U1> <b> &lt; & <!here> <https://a.org|x> 1 > 0") == (
        "<@U1> &lt;b&gt; &lt; &amp; <!here> <https://a.org|x> 1 &gt; 0"
    )
    assert escaped("<@U1> &") == "&lt;@U1&gt; &amp;"


SNIPPETS = st.sampled_from(
    ["- ", "  ", "\n", "*", "_", "~", "`", "```", "> ", "1. ", ":tada:", "@ana", "a", "<", "|"]
)


@given(st.lists(st.one_of(SNIPPETS, st.text(max_size=5))).map("".join))
def test_whatever_is_typed_becomes_blocks_that_slack_accepts(text):
    blocks = block(text)
    assert not blocks[0]["elements"] or block_faults(blocks) == []


@given(st.text(alphabet=st.characters(categories=("L", "N")), min_size=1))
def test_words_without_marks_arrive_unchanged(text):
    assert flattened(block(text)) == text
