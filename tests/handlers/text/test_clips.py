"""What is said in a voice clip counts, as far as Slack has written it down; the rest is said to be unread."""

from typing import Any

import pytest

from handlers.text.clips import transcripts, unheard
from handlers.text.rich_text import document_of
from tests.handlers.text.test_rich_text import seen

Json = dict[str, Any]


def clip(
    status: str = "complete", content: Any = "", *, kind: str = "slack_audio", more: bool = False
) -> Json:
    preview = {"content": content, "has_more": more}
    return {
        "id": "F1",
        "name": "audio_message.m4a",
        "title": "audio_message.m4a",
        "subtype": kind,
        "permalink": "https://x.slack.com/files/F1",
        "transcription": {"status": status, "locale": "en-US", "preview": preview},
    }


NOT_WRITTEN = "Slack has not written down what is said in the voice clip"
CASES: dict[str, tuple[list[Json], list[str], list[str]]] = {
    "one sentence": ([clip(content="We released version 4.2.")], ["We released version 4.2."], []),
    "each sentence is a line": (
        [clip(content="We released 4.2. The mirror moved!  Nothing is broken. No emergencies")],
        ["We released 4.2.", "The mirror moved!", "Nothing is broken.", "No emergencies"],
        [],
    ),
    "a sentence that goes on": (
        [clip(content="We moved, e.g. the mirror.")],
        ["We moved, e.g. the mirror."],
        [],
    ),
    "two clips": ([clip(content="One."), clip(content="Two.")], ["One.", "Two."], []),
    "Slack still listens": ([clip("processing")], [], [NOT_WRITTEN]),
    "Slack failed": ([clip("failed", "nonsense")], [], [NOT_WRITTEN]),
    "silence": ([clip(content="  ")], [], [NOT_WRITTEN]),
    "a video": (
        [clip("none", kind="slack_video")],
        [],
        ["Slack has not written down what is said in the video clip"],
    ),
    "a long clip": (
        [clip(content="We released", more=True)],
        ["We released"],
        ["Slack shows me only how what is said in the voice clip begins"],
    ),
    "no transcription at all": ([{"subtype": "slack_audio", "title": "x"}], [], [NOT_WRITTEN]),
    "a transcription that is none": (
        [{"subtype": "slack_audio", "transcription": {"status": "complete", "preview": "x"}}],
        [],
        [NOT_WRITTEN],
    ),
    "a file that was not recorded": ([{"title": "Plot", "transcription": {"status": "none"}}], [], []),
}


@pytest.mark.parametrize(("files", "said", "unread"), CASES.values(), ids=CASES.keys())
def test_a_clip_is_read_as_far_as_it_is_written_down(files, said, unread):
    message = {"files": files}
    assert [line.words[0].text for line in transcripts(message)] == said
    assert list(unheard(message)) == unread


def test_a_clip_follows_what_is_written_and_is_no_file_of_its_own():
    plot = {"title": "Plot", "permalink": "https://x.org/p"}
    message = {"text": "News:", "files": [clip(content="We released 4.2. It works."), plot]}
    assert seen(document_of(message, {})) == [
        ("line", 0, "Plot (https://x.org/p)"),
        ("line", 0, "News:"),
        ("line", 0, ""),
        ("line", 0, "We released 4.2."),
        ("line", 0, "It works."),
    ]
