"""Slack's Markdown blocks become the same neutral lines as rich text does."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.words import Line, Shape, Span, plain
from handlers.text.markdown import markdown_lines
from handlers.text.rich_text import document_of
from tests.handlers.text.test_rich_text import seen
from tests.processor_time import in_proportion


def read(text: str) -> tuple[Line, ...]:
    return document_of({"text": "the same, flat", "blocks": [{"type": "markdown", "text": text}]}, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# News\n- one\n  - two", [("line", 0, "News"), ("bullet", 0, "one"), ("bullet", 1, "two")]),
        ("## Ongoing ##", [("line", 0, "Ongoing")]),
        ("1. one\n2. two", [("number", 0, "one"), ("number", 0, "two")]),
        ("see [the notes](https://x.org/a)", [("line", 0, "see the notes (https://x.org/a)")]),
        ("![plot](https://x.org/a)", [("line", 0, "plot (https://x.org/a)")]),
        ("<https://x.org/a> and https://x.org/b.", [("line", 0, "https://x.org/a and https://x.org/b.")]),
        ("a **b** *c* _d_ ~~e~~ `f` __g__", [("line", 0, "a b c d e f g")]),
        ("2 * 3 * 4, snake_case_name", [("line", 0, "2 * 3 * 4, snake_case_name")]),
        (r"\*no\* style", [("line", 0, "*no* style")]),
        ("done :tada:", [("line", 0, "done 🎉")]),
        ("```\n# no heading\n```\nnext", [("code", 0, "# no heading"), ("line", 0, "next")]),
        ("```\na\n```\n```\nb\n```", [("code", 0, "a"), ("code", 0, "b")]),
        ("```python\nx = 1\n```", [("code", 0, "python\nx = 1")]),
        ("```x = 1``` and ``y``", [("line", 0, "x = 1 and y")]),
        ("```\nnever closed", [("code", 0, "never closed")]),
        ("| a | b |\n|---|---|\n| c | d |", [("code", 0, "| a | b |\n|---|---|\n| c | d |")]),
        ("> quoted\n> twice", [("quote", 0, "quoted\ntwice")]),
        ("#no heading", [("line", 0, "#no heading")]),
        ("", []),
    ],
)
def test_markdown_is_read(text, expected):
    assert seen(read(text)) == expected


def test_styles_and_links_of_markdown_are_kept():
    assert read("**big [step](https://x.org)** `code`")[0].words == (
        Span("big ", bold=True),
        Span("step", bold=True, url="https://x.org"),
        Span(" "),
        Span("code", code=True),
    )
    assert read("# News")[0].words == (Span("News", bold=True),)


# Numbers of lists and names of emoji are shown otherwise, so there are none.
PIECES = st.sampled_from([*"abc #*_~`[]()|>!\\-<\n", "**", "```", "](", "https://x.y", "# ", "- "])


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalnum())


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_letter_of_markdown_is_kept(text):
    # letters, not words: of `a**a**` a reader sees one word
    shown = " ".join(plain(line.words) for line in markdown_lines(text))
    assert letters(shown) == letters(text)


@given(st.text(max_size=60))
def test_no_markdown_raises(text):
    assert all(line.shape in Shape for line in markdown_lines(text))


@pytest.mark.parametrize(
    "piece", ["[a](b", "*", "_a ", "`", "<a:", "~~", "| a |\n", "```\n", "# a\n", "https://a.", "[", "\\"]
)
def test_time_grows_with_the_length_and_no_faster(piece):
    def read(length: int) -> Callable[[], object]:
        text = piece * (length // len(piece))
        return lambda: tuple(markdown_lines(text))

    assert in_proportion(read(10_000), read(100_000), 10)
