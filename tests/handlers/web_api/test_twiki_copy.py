"""The TWiki copy in the thread of the minutes: one current file, whatever the network does."""

from dataclasses import replace

import pytest

from bot.model.delivery import Posted, WrittenOut
from bot.model.errors import NotNow, OutcomeUnknown
from bot.model.message import TwikiCopy
from handlers.web_api.chat import SlackChat
from handlers.web_api.clients import posting_client
from tests.handlers.stage import Json

pytestmark = pytest.mark.wire

COPY = TwikiCopy(
    "Production Meeting, January 12, 2027", "January12,2027ProductionMeeting.txt", "---++ Söftware\n"
)


@pytest.fixture
def copy(owed, minutes):
    return owed(COPY, key="Production/2027-01-12/twiki", threaded=True, thread=minutes.posted)


async def test_the_copy_is_a_file_in_the_thread(chat, copy, minutes, workspace):
    posted = await chat.say(copy)
    _, said = workspace.thread("C0PROD", minutes.posted.ts)
    assert said["ts"] == posted.ts
    assert said["blocks"][0]["block_id"] == copy.key
    (file,) = workspace.files
    assert (file.name, file.content.decode()) == (COPY.filename, COPY.text)


async def test_a_copy_whose_answer_was_lost_is_found(chat, copy, minutes, workspace):
    workspace.fail_next("files.completeUploadExternal", "drop_after_commit")
    with pytest.raises(OutcomeUnknown):
        await chat.say(copy)
    await workspace.settled()
    while len(thread := workspace.thread("C0PROD", minutes.posted.ts)) == 1:
        await workspace.settled()
        await chat.person("U0TIM")  # the share comes a little later
    assert await chat.find(copy) == Posted("C0PROD", thread[1]["ts"])


async def test_a_copy_that_is_never_shared_is_unknown(copy, workspace):
    workspace.context.share_seconds = None
    client = posting_client(workspace.bot_token, workspace.api_url)
    chat = SlackChat(client, pauses=(0.05,))
    with pytest.raises(OutcomeUnknown):
        await chat.say(copy)
    assert await chat.find(copy) is None


@pytest.mark.parametrize("fault", ["http_500_html", "drop_before", "rate_limited"])
async def test_a_copy_that_was_taken_is_unknown_while_nobody_tells_where_it_stands(
    copy, minutes, workspace, fault
):
    workspace.fail_next("files.info", fault, seconds=30, times=9)
    client = posting_client(workspace.bot_token, workspace.api_url)
    chat = SlackChat(client, pauses=(0.05, 0.05))
    with pytest.raises(OutcomeUnknown):
        await chat.say(copy)
    await workspace.settled()
    assert len(workspace.thread("C0PROD", minutes.posted.ts)) == 2
    assert await chat.find(copy) is not None


async def test_a_newer_copy_after_a_lost_answer_has_a_number_of_its_own(chat, copy, minutes, workspace):
    said = replace(copy, posted=await chat.say(copy))
    for text in ("---++ Amended\n", "---++ Again\n"):  # the same version is wanted while no answer has come
        await chat.amend(replace(said, message=replace(COPY, text=text), wanted=2))
    thread = workspace.thread("C0PROD", minutes.posted.ts)
    assert [each["blocks"][0]["block_id"] for each in thread[1:]] == [
        copy.key,
        f"{copy.key}/2",
        f"{copy.key}/3",
    ]


async def test_an_amended_copy_is_added_once_and_says_that_it_replaces_the_other(
    chat, copy, minutes, workspace
):
    said = replace(copy, posted=await chat.say(copy))
    await chat.amend(said)
    assert len(workspace.files) == 1
    later = replace(said, message=replace(COPY, text="---++ Amended\n"), wanted=2)
    await chat.amend(later)
    await chat.amend(later)
    assert [file.content for file in workspace.files] == [COPY.text.encode(), b"---++ Amended\n"]
    *_, last = workspace.thread("C0PROD", minutes.posted.ts)
    assert "replaces the one above" in last["blocks"][0]["text"]["text"]
    assert last["blocks"][0]["block_id"] == f"{copy.key}/2"


async def test_a_copy_that_goes_back_to_what_it_was_is_added_again(chat, copy, workspace):
    said = replace(copy, posted=await chat.say(copy))
    await chat.amend(replace(said, message=replace(COPY, text="---++ Amended\n"), wanted=2))
    await chat.amend(replace(said, wanted=3))
    assert [file.content.decode() for file in workspace.files] == [COPY.text, "---++ Amended\n", COPY.text]


def code_of(said: Json) -> str:
    code: str = said["blocks"][0]["elements"][1]["elements"][0]["text"]
    return code


@pytest.mark.refuses
async def test_where_files_are_refused_the_copy_is_a_code_block(chat, copy, minutes, workspace):
    workspace.fail_next("files.getUploadURLExternal", "refused", error="file_uploads_disabled")
    posted = await chat.say(copy)
    assert posted == WrittenOut(posted.conversation, posted.ts, "file_uploads_disabled")
    _, said = workspace.thread("C0PROD", minutes.posted.ts)
    assert code_of(said) == COPY.text
    assert said["metadata"]["event_payload"]["key"] == copy.key
    assert await chat.find(copy) == Posted(posted.conversation, posted.ts)


@pytest.mark.refuses
async def test_a_long_copy_takes_several_code_blocks_and_loses_nothing(chat, copy, minutes, workspace):
    text = "".join(f"   * item {number} with some words\n" for number in range(1_000))
    long = replace(copy, message=replace(COPY, text=text))
    workspace.fail_next("files.completeUploadExternal", "refused", error="posting_to_channel_denied")
    posted = await chat.say(long)
    _, *said = workspace.thread("C0PROD", minutes.posted.ts)
    assert "".join(map(code_of, said)) == text
    assert said[-1]["ts"] == posted.ts
    await chat.amend(replace(long, posted=posted, message=replace(COPY, text=text[:20_000])))
    _, *said = workspace.thread("C0PROD", minutes.posted.ts)
    assert "".join(code_of(each) for each in said if code_of(each) != "-").startswith(text[:9_000])


@pytest.mark.refuses
async def test_a_long_copy_that_broke_off_is_finished_without_repeating_itself(
    chat, copy, minutes, workspace
):
    text = "".join(f"   * item {number} with some words\n" for number in range(1_000))
    long = replace(copy, message=replace(COPY, text=text))
    workspace.fail_next("files.getUploadURLExternal", "refused", error="file_uploads_disabled", times=2)
    workspace.fail_next("chat.postMessage", "drop_after_commit")
    with pytest.raises(OutcomeUnknown):
        await chat.say(long)
    assert await chat.find(long) is None
    await chat.say(long)
    _, *said = workspace.thread("C0PROD", minutes.posted.ts)
    assert sorted(map(code_of, said)) == sorted(set(map(code_of, said)))
    assert sum(len(code_of(each)) for each in said) == len(text)


@pytest.mark.parametrize("status", [400, 403, 413])
async def test_bytes_that_are_refused_stand_as_text(chat, copy, minutes, workspace, status):
    workspace.context.uploads_refused = status
    assert await chat.say(copy) == WrittenOut(
        "C0PROD",
        workspace.thread("C0PROD", minutes.posted.ts)[1]["ts"],
        f"the upload was refused (HTTP {status})",
    )


@pytest.mark.parametrize("status", [408, 429, 500, 503])
async def test_bytes_that_are_not_taken_now_are_sent_again(chat, copy, workspace, status):
    workspace.context.uploads_refused = status
    with pytest.raises(NotNow):
        await chat.say(copy)


@pytest.mark.refuses
async def test_an_amended_copy_whose_file_is_refused_stands_as_text_and_the_file_stays(
    chat, copy, minutes, workspace
):
    said = replace(copy, posted=await chat.say(copy))
    workspace.fail_next("files.getUploadURLExternal", "refused", error="a_code_of_tomorrow", times=2)
    later = replace(said, message=replace(COPY, text="---++ Amended\n"), wanted=2)
    there = await chat.amend(later)
    assert there is not None
    assert there.why == "a_code_of_tomorrow"
    again = replace(later, posted=Posted(there.conversation, there.ts), wanted=3)
    assert await chat.amend(replace(again, message=replace(COPY, text="---++ Again\n"))) is None
    _, file, *texts = workspace.thread("C0PROD", minutes.posted.ts)
    assert file["files"]
    assert [code_of(each) for each in texts] == ["---++ Again\n"]
    assert texts[0]["blocks"][0]["elements"][0]["elements"][0]["text"] == f"{COPY.filename}, amended"
