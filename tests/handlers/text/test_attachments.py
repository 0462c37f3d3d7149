"""What comes attached to a message is read: pasted tables, forwarded messages, and the titles of links."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.choices import Form
from bot.cli.parse import parse
from bot.model.call import Area, Section
from bot.model.update import everything
from bot.model.words import Line, plain
from bot.reading.understand import understand
from handlers.text.rich_text import document_of, mentioned, unread_in
from tests.handlers.text.test_rich_text import bullets, count, message, section, seen
from tests.paths import SHARED

Json = dict[str, Any]
URL = "https://x.slack.com/archives/C0X/p1"
FROM_ANA = f"forwarded from Ana B. ({URL})"
POOL = "The north pool lost power, all jobs are failing"


def table(*rows: list[str]) -> Json:
    cells = [[{"type": "raw_text", "text": text} for text in row] for row in rows]
    return {"type": "table", "rows": cells}


def pasted(*rows: list[str]) -> Json:
    return {"id": 1, "blocks": [table(*rows)], "fallback": "[no preview available]"}


def shared(*elements: Json, **more: Any) -> Json:
    inner = [{"team": "T", "channel": "C0X", "ts": "1.1", "message": message(*elements)}] if elements else []
    author = {"author_id": "U0ANA", "author_name": "Ana B."}
    return {
        "is_msg_unfurl": True,
        "is_share": True,
        "from_url": URL,
        "message_blocks": inner,
        **author,
        **more,
    }


def preview(url: str, title: str) -> Json:
    return {
        "id": 1,
        "from_url": url,
        "original_url": url,
        "title": title,
        "title_link": url,
        "text": "An abstract",
    }


def said(text: str, *attachments: Json, **more: Any) -> Json:
    rich = message(section({"type": "text", "text": text})) if text else {"text": ""}
    return {"user": "U0TIM", **rich, "attachments": list(attachments), **more}


def only_link(url: str, *attachments: Json) -> Json:
    return {
        "user": "U0TIM",
        **message(section({"type": "link", "url": url})),
        "attachments": list(attachments),
    }


FROM_BEN = shared(section("deep"), author_id="U0BEN", author_name="Ben")
COLUMNS = "Site   |  Jobs\nNorth  |  1,200"
CASES: dict[str, tuple[Json, list[tuple[str, int, str]]]] = {
    "a pasted table below the line it comes with": (
        said("News: numbers of the week", pasted(["Site", "Jobs"], ["North", "1,200"])),
        [("line", 0, "News: numbers of the week"), ("code", 0, COLUMNS)],
    ),
    "a pasted table alone": (said("", pasted(["Site", "Jobs"], ["North", "1,200"])), [("code", 0, COLUMNS)]),
    "two pasted tables": (said("", pasted(["a"]), pasted(["b"])), [("code", 0, "a"), ("code", 0, "b")]),
    "a table with a caption": (
        {"blocks": [{**table(["a", "b"]), "type": "data_table", "caption": "Sites"}]},
        [("line", 0, "Sites"), ("code", 0, "a  |  b")],
    ),
    "a forwarded message of one line": (
        said("", shared(section(POOL))),
        [("line", 0, f"{POOL} \u2014 {FROM_ANA}")],
    ),
    "a forwarded message of which only the text is there": (
        said("", shared(text=f"*{POOL}* &amp; more")),
        [("line", 0, f"{POOL} & more \u2014 {FROM_ANA}")],
    ),
    "a forwarded message of which only the fallback is there": (
        said("", shared(fallback="Ana B.: it is up again")),
        [("line", 0, f"Ana B.: it is up again \u2014 {FROM_ANA}")],
    ),
    "a forwarded message with a comment": (
        said("The pool is down:", shared(section(POOL))),
        [("line", 0, "The pool is down:"), ("line", 0, ""), ("line", 0, f"{POOL} \u2014 {FROM_ANA}")],
    ),
    "a forwarded list": (
        said("", shared(section("Today\n"), bullets("one", "two"), bullets("three", indent=1))),
        [
            ("line", 0, f"F{FROM_ANA[1:]}:"),
            ("bullet", 0, "Today"),
            ("bullet", 1, "one"),
            ("bullet", 1, "two"),
            ("bullet", 2, "three"),
        ],
    ),
    "a forwarded message of one's own": (
        said("", shared(section("News\n"), bullets("one"), author_id="U0TIM")),
        [("line", 0, "News"), ("bullet", 0, "one")],
    ),
    "a forwarded message in a forwarded message": (
        said("", shared(message_blocks=[{"message": {"attachments": [FROM_BEN]}}])),
        [("line", 0, f"deep \u2014 forwarded from Ben ({URL}) \u2014 {FROM_ANA}")],
    ),
    "a forwarded table": (
        said("", shared(message_blocks=[{"message": {"blocks": [table(["a", "b"])]}}])),
        [("line", 0, f"F{FROM_ANA[1:]}:"), ("code", 0, "a  |  b")],
    ),
    "a forwarded file": (
        said("", shared(files=[{"title": "Plot", "permalink": "https://x.org/f"}])),
        [("line", 0, f"Plot (https://x.org/f) \u2014 {FROM_ANA}")],
    ),
    "blocks right in the forwarded message, and nobody's name": (
        said("", {"is_share": True, "message_blocks": message(section("it is up"))["blocks"]}),
        [("line", 0, "it is up \u2014 forwarded message")],
    ),
    "a message that is shared without saying so": (
        said("look", shared(section(POOL), is_share=None)),
        [("line", 0, "look"), ("line", 0, ""), ("line", 0, f"{POOL} \u2014 {FROM_ANA}")],
    ),
    "a link to a message and nothing else": (
        only_link(URL, shared(section(POOL), is_share=None)),
        [("line", 0, f"{POOL} \u2014 {FROM_ANA}")],
    ),
    "a link to a message inside a sentence": (
        {
            "text": f"as said in <{URL}>, it is up again",
            "attachments": [shared(section(POOL), is_share=None)],
        },
        [("line", 0, f"as said in {URL}, it is up again")],
    ),
    "a link alone has the title of its page": (
        only_link("https://x.org/a", preview("https://x.org/a", "Release\n notes of &lt;4.2&gt;")),
        [("line", 0, "Release notes of <4.2> (https://x.org/a)")],
    ),
    "a link alone on its line of several": (
        {
            "text": "News:\n\u2022 <https://x.org/a?b=1&amp;c=2>\n\u2022 moved",
            "attachments": [preview("https://x.org/a?b=1&amp;c=2", "Notes")],
        },
        [("line", 0, "News:"), ("bullet", 0, "Notes (https://x.org/a?b=1&c=2)"), ("bullet", 0, "moved")],
    ),
    "a link with words around it stays as it is": (
        {"text": "see <https://x.org/a>", "attachments": [preview("https://x.org/a", "Notes")]},
        [("line", 0, "see https://x.org/a")],
    ),
    "a link with a label of its own keeps it": (
        {"text": "<https://x.org/a|mine>", "attachments": [preview("https://x.org/a", "Notes")]},
        [("line", 0, "mine (https://x.org/a)")],
    ),
    "a preview of another page": (
        only_link("https://x.org/a", preview("https://x.org/b", "Notes")),
        [("line", 0, "https://x.org/a")],
    ),
    "an app's preview is not the writer's": (
        said("done", {"app_unfurl_url": "https://x.org/a", "blocks": message(section("no"))["blocks"]}),
        [("line", 0, "done")],
    ),
}


@pytest.mark.parametrize(("sent", "expected"), CASES.values(), ids=CASES.keys())
def test_what_is_attached_is_read(sent, expected):
    assert seen(document_of(sent, {})) == expected


def test_a_forwarded_report_is_understood_under_its_headings():
    sent = said("", shared(section("News\n"), bullets("one"), section("Ongoing\n"), bullets("two", "three")))
    ((_, reading),) = understand(document_of(sent, {}), areas=(Area("Software", ()),), last={})
    assert [item.text for item in reading.sections.news] == ["one"]
    assert [item.text for item in reading.sections.ongoing] == ["two", "three"]


def test_a_comment_that_is_a_heading_holds_for_what_is_forwarded():
    ((_, reading),) = understand(
        document_of(said("Ongoing:", shared(section("moving"))), {}), areas=(Area("Software", ()),), last={}
    )
    assert [item.text for item in reading.sections.ongoing] == [f"moving \u2014 {FROM_ANA}"]


def test_names_are_wanted_of_those_mentioned_in_what_is_attached():
    user = {"type": "user", "user_id": "U1"}
    assert mentioned(said("", shared(section(user)), shared(text="<@U2>"))) == {"U1", "U2"}
    assert seen(document_of(said("", shared(section(user))), {"U1": "Mina"})) == [
        ("line", 0, f"Mina \u2014 {FROM_ANA}")
    ]


def test_a_forwarded_message_without_words_is_said_to_be_unread():
    assert unread_in(said("look", shared(fallback="[no preview available]"))) == (
        "I do not see the words of the message you forwarded",
    )
    assert unread_in(said("look", shared(section("x")))) == ()


def reported(kind: str) -> list[Any]:
    path = SHARED / "reports.jsonl"
    if not path.exists():
        return []
    cases = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [
        pytest.param(case, id=case["id"])
        for case in cases
        if case["kind"] == kind and case["how"].startswith("parse")
    ]


@pytest.mark.parametrize("case", reported("content in attachments"))
def test_what_was_reported_as_lost_is_read(case):
    understood = parse(json.dumps(case["input"]), Form.JSON, blocks=True)
    for word in {"R29": "Site Jobs North 1,200", "R31": POOL}[case["id"]].split():
        assert word in understood


WORDS = st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1, max_size=4).map(" ".join)
ATTACHED = st.one_of(
    WORDS.map(lambda text: shared(section(text))),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda texts: shared(bullets(*texts))),
    st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3).map(lambda rows: pasted(*rows)),
    WORDS.map(lambda text: shared(text=text)),
)


@given(WORDS, st.lists(ATTACHED, max_size=3))
def test_every_word_written_and_attached_is_in_what_is_understood(text, attachments):
    sent = said(text, *attachments)
    document = document_of(sent, {})
    found = sum((count(plain(line.words)) for line in document), Counter())
    written = count(text)
    for each in attachments:
        written += _words(each)
    origin = count(f"forwarded from Ana B. {URL}")
    origins = sum((origin for each in attachments if "is_share" in each), Counter())
    assert _small(found) == _small(written + origins)
    kept: Counter[str] = Counter()
    for _, reading in understand(document, areas=(Area("Software", ()),), last={}):
        items = (each for part in Section for each in everything(reading.sections.of(part)))
        for words in (*(each.text for each in items), *reading.headings, *reading.aside):
            kept += count(words)
        kept += sum((count(words) for _, words in reading.none), Counter())
    assert kept == found


def _small(words: Counter[str]) -> Counter[str]:
    return Counter(word.lower() for word in words.elements())


def _words(value: Any) -> Counter[str]:
    match value:
        case {"type": "raw_text" | "text", "text": str(text)}:
            return count(text)
        case {"text": str(text), "author_name": _}:
            return count(text)
        case dict():
            return sum((_words(each) for each in value.values()), Counter())
        case list():
            return sum((_words(each) for each in value), Counter())
    return Counter()


KEYS = [
    *("blocks", "text", "message_blocks", "message", "attachments", "files", "title", "from_url", "is_share"),
    *("type", "elements", "fields", "transcription", "preview", "subtype", "rows"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner | st.sampled_from(["rich_text", "markdown", "table", "section", "slack_audio", "complete"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(JSON, JSON, st.booleans())
def test_no_attachment_however_odd_raises(attachments, files, share):
    for odd in (attachments, [{"is_share": share, "message_blocks": attachments}], [{"blocks": attachments}]):
        sent = {"user": "U0TIM", "text": "x", "attachments": odd, "files": files}
        mentioned(sent)
        assert all(isinstance(each, str) for each in unread_in(sent))
        assert all(isinstance(line, Line) for line in document_of(sent, {}))


def test_a_message_forwarded_in_messages_without_end_is_read_as_far_as_anybody_would():
    sent: Json = {"text": "bottom"}
    for _ in range(200):
        sent = {"text": "", "attachments": [{"is_share": True, "message_blocks": [{"message": sent}]}]}
    assert document_of(sent, {}) == ()
    assert unread_in(sent) != ()
