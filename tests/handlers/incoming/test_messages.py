"""Words out of Slack's message events: every subtype, and every way to say nothing."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.reply import Reply
from bot.model.words import Line, Shape, Span, plain, words
from handlers.incoming.messages import reply_from

Json = dict[str, Any]

RICH = [
    {
        "type": "rich_text",
        "block_id": "b1",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 0,
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "Moved the mirror"}]}
                ],
            }
        ],
    }
]
MESSAGE: Json = {
    "type": "message",
    "user": "U0TIM",
    "text": "• Moved the mirror",
    "blocks": RICH,
    "ts": "1799700000.000100",
    "team": "T0",
    "client_msg_id": "c1",
}
EVENT: Json = {**MESSAGE, "channel": "D0TIM", "channel_type": "im", "event_ts": "1799700000.000100"}
MIRROR = (Line(words("Moved the mirror"), Shape.BULLET),)


def changed(message: Json | None, previous: Json | None = MESSAGE, **more: Any) -> Json:
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": "D0TIM",
        "channel_type": "im",
        "ts": "1799700060.000200",
        "event_ts": "1799700060.000200",
        "message": message,
        **({"previous_message": previous} if previous else {}),
        **more,
    }


EDITED: Json = {
    **MESSAGE,
    "text": "Moved both",
    "blocks": [],
    "edited": {"user": "U0TIM", "ts": "1799700059.000000"},
}


def test_a_message_is_a_reply_with_its_source_untouched():
    reply = reply_from(EVENT, {})
    assert reply is not None
    assert reply == Reply("U0TIM", "D0TIM", "1799700000.000100", MIRROR, reply.source)
    assert json.loads(reply.source) == EVENT


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_words_count_in_every_way_to_say_them(subtype):
    reply = reply_from({**EVENT, "subtype": subtype}, {})
    assert reply is not None
    assert reply.document == MIRROR


def test_a_file_without_words_is_a_reply_that_names_it():
    file = {"id": "F1", "name": "plot.png", "title": "The plot", "permalink": "https://x.org/files/F1"}
    reply = reply_from({**EVENT, "subtype": "file_share", "text": "", "blocks": [], "files": [file]}, {})
    assert reply is not None
    assert "The plot" in "".join(span.text for line in reply.document for span in line.words)


def test_an_answer_in_a_thread_knows_its_thread():
    reply = reply_from({**EVENT, "thread_ts": "1799600000.000100"}, {})
    assert reply is not None
    assert reply.thread == "1799600000.000100"


def test_the_first_message_of_a_thread_is_in_no_thread():
    reply = reply_from({**EVENT, "thread_ts": EVENT["ts"]}, {})
    assert reply is not None
    assert reply.thread is None


def test_an_edit_is_a_revision_of_the_same_reply():
    reply = reply_from(changed(EDITED), {})
    assert reply is not None
    assert (reply.ts, reply.revision) == ("1799700000.000100", "1799700059.000000")
    assert reply.document == (Line(words("Moved both")),)


def test_an_edit_read_back_from_the_history_is_the_same_revision():
    live, read_back = reply_from(changed(EDITED), {}), reply_from({**EVENT, **EDITED}, {})
    assert live is not None
    assert read_back is not None
    assert (live.ts, live.revision, live.document) == (read_back.ts, read_back.revision, read_back.document)


def test_a_preview_of_a_link_is_no_edit():
    assert reply_from(changed({**MESSAGE, "attachments": [{"title": "A page"}]}), {}) is None


def test_a_preview_after_an_edit_is_no_second_edit():
    assert reply_from(changed({**EDITED, "attachments": [{"title": "A page"}]}, EDITED), {}) is None


LINK: Json = {"type": "link", "url": "https://x.org/a"}
ONLY_LINK: Json = {
    **MESSAGE,
    "text": "<https://x.org/a>",
    "blocks": [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [LINK]}]},
    ],
}
PREVIEW: Json = {"id": 1, "from_url": "https://x.org/a", "title": "Release notes", "text": "An abstract"}


def test_the_title_of_a_page_is_taken_where_there_is_nothing_but_the_link():
    reply = reply_from(changed({**ONLY_LINK, "attachments": [PREVIEW]}, ONLY_LINK), {})
    assert reply is not None
    assert reply.document == (Line((Span("Release notes", url="https://x.org/a"),)),)
    assert reply.revision == "1799700060.000200"


def test_a_title_that_comes_after_an_edit_is_newer_than_the_edit():
    edited = {**ONLY_LINK, "edited": {"user": "U0TIM", "ts": "1799700059.000000"}}
    reply = reply_from(changed({**edited, "attachments": [PREVIEW]}, edited), {})
    assert reply is not None
    assert reply.revision == "1799700060.000200"


def test_the_same_preview_once_more_is_no_change():
    shown = {**ONLY_LINK, "attachments": [PREVIEW]}
    assert reply_from(changed({**shown, "attachments": [{**PREVIEW, "text": "More"}]}, shown), {}) is None


def test_a_transcript_that_comes_later_is_read():
    clip = {"id": "F1", "subtype": "slack_audio", "transcription": {"status": "processing"}}
    preview = {"content": "Nothing new.", "has_more": False}
    done = {**clip, "transcription": {"status": "complete", "preview": preview}}
    before = {**MESSAGE, "text": "", "blocks": [], "files": [clip]}
    reply = reply_from(changed({**before, "files": [done]}, before), {})
    assert reply is not None
    assert reply.document == (Line(words("Nothing new.")),)


def test_a_forwarded_message_is_a_reply_of_whoever_forwards_it():
    shared = {"is_share": True, "author_id": "U0ANA", "author_name": "Ana B.", "text": "The pool is full"}
    reply = reply_from({**EVENT, "text": "", "blocks": [], "attachments": [shared]}, {})
    assert reply is not None
    assert reply.person == "U0TIM"
    assert plain(reply.document[0].words) == "The pool is full \u2014 forwarded from Ana B."


def test_a_file_that_is_taken_away_is_a_change():
    before = {**MESSAGE, "files": [{"id": "F1", "name": "plot.png"}]}
    reply = reply_from(changed(MESSAGE, before), {})
    assert reply is not None
    assert reply.revision == "1799700060.000200"


def test_a_deleted_message_is_withdrawn():
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": "D0TIM",
        "channel_type": "im",
        "deleted_ts": MESSAGE["ts"],
        "event_ts": "1799700100.000000",
        "ts": "1799700100.000000",
        "previous_message": MESSAGE,
    }
    reply = reply_from(event, {})
    assert reply is not None
    assert reply.deleted
    assert (reply.person, reply.ts, reply.revision) == ("U0TIM", MESSAGE["ts"], "1799700100.000000")
    assert reply.document == ()


def test_a_deleted_message_that_had_answers_is_withdrawn_too():
    tombstone = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "ts": MESSAGE["ts"]}
    reply = reply_from(changed({**tombstone, "text": "This message was deleted."}), {})
    assert reply is not None
    assert reply.deleted
    assert reply.person == "U0TIM"


def test_mentions_are_shown_by_name():
    reply = reply_from({**EVENT, "blocks": [], "text": "Asked <@U0ANA>"}, {"U0ANA": "Ana B."})
    assert reply is not None
    assert "Ana B." in "".join(span.text for line in reply.document for span in line.words)


SILENT = {
    "another bot's message": {**EVENT, "subtype": "bot_message", "bot_id": "B1", "username": "ci"},
    "a message of the bot itself": {**EVENT, "bot_id": "B0MINUTES", "app_id": "A1"},
    "the bot's own update": changed({**EDITED, "bot_id": "B0MINUTES"}, {**MESSAGE, "bot_id": "B0MINUTES"}),
    "Slackbot": {**EVENT, "user": "USLACKBOT"},
    "somebody joined": {**EVENT, "subtype": "channel_join"},
    "a topic": {**EVENT, "subtype": "channel_topic"},
    "an answer was counted": changed({**MESSAGE, "subtype": "message_replied", "reply_count": 1}),
    "a message in a channel": {**EVENT, "channel": "C0PROD", "channel_type": "channel"},
    "a group conversation": {**EVENT, "channel_type": "mpim"},
    "a change without what was before, nor an edit": changed(MESSAGE, None),
    "the bot's message was deleted": {
        **EVENT,
        "subtype": "message_deleted",
        "deleted_ts": "1799700000.000100",
        "previous_message": {**MESSAGE, "bot_id": "B0MINUTES"},
    },
    "nothing at all": {},
    "no person": {key: value for key, value in EVENT.items() if key != "user"},
    "no moment": {**EVENT, "ts": "soon"},
    "a change of nothing": changed(None, None),
}


@pytest.mark.parametrize("event", SILENT.values(), ids=SILENT.keys())
def test_nobody_said_anything(event):
    assert reply_from(event, {}) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=8,
)
FIELDS = [*EVENT, "subtype", "message", "previous_message", "edited", "deleted_ts", "files", "thread_ts"]
SUBTYPES = st.sampled_from(["message_changed", "message_deleted", "file_share", "me_message", "bot_message"])


@given(st.dictionaries(st.sampled_from(FIELDS), JSON), SUBTYPES | st.none())
def test_no_event_whatever_its_shape_is_too_much(event, subtype):
    made = {**EVENT, **event, "channel_type": "im", **({"subtype": subtype} if subtype else {})}
    reply = reply_from(made, {})
    assert reply is None or (reply.ts and reply.conversation)


@pytest.mark.parametrize("ts", ["17997047000100", "99999999999999.0", "soon", "١٧٩٩٧٠٤٧٠٠.000100"])
def test_what_is_no_moment_of_slack_is_no_message(ts):
    event = {"type": "message", "channel_type": "im", "channel": "D0TIM", "user": "U0TIM", "text": "- x"}
    assert reply_from({**event, "ts": "1799704700.000100"}, {}) is not None
    assert reply_from({**event, "ts": ts}, {}) is None
