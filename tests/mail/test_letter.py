"""A mail says what the minutes say, in text and in HTML, and nothing in them can be more than words."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.html import html
from bot.formats.legible import one_line
from bot.formats.text import text
from bot.mail.letter import letter
from bot.model.message import MinutesMail
from bot.model.update import Sections
from bot.setting_values import MailSender
from tests.formats.samples import area, full, item, minutes
from tests.golden_files import golden

SENDER = MailSender("Minutesbot", "minutes@example.org")
KEY = "Production/2026-01-06/mail/list@example.org/1"
CLOSED = datetime(2026, 1, 7, 21, 0, tzinfo=UTC)
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
NASTY = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "\r\nBcc: b@example.org",
                "\n\n",
                "\r\n.\r\n",
                ".",
                "--=_",
                "=?utf-8?q?x?=",
                "\u2028",
                "\x00",
                "<b>",
                "é€",
                "a" * 90,
            ]
        ),
        max_size=6,
    ).map("".join),
)


def mail(said, after: str = "") -> MinutesMail:
    return MinutesMail(said, "list@example.org", CLOSED, after)


def written(said, after: str = "", sender: MailSender = SENDER) -> bytes:
    return letter(mail(said, after), KEY, sender, "T1")


def read(raw: bytes):
    return message_from_bytes(raw, policy=default)


def in_lines(part) -> str:
    """What a part says; lines end otherwise in mails."""
    said: str = part.get_content()
    return said.replace("\r\n", "\n")


def test_a_mail_looks_as_it_should():
    raw = written(full()).decode("ascii").replace("\r\n", "\n")
    assert raw == golden("mail/minutes.eml", raw)


def test_both_parts_say_what_the_minutes_say_elsewhere():
    there = read(written(full()))
    assert there.get_content_type() == "multipart/alternative"
    plain, page = there.iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert in_lines(plain) == text(full())
    assert page.get_content_type() == "text/html"
    assert in_lines(page) == html(full())


@given(NASTY, NASTY)
def test_whatever_is_typed_adds_no_header_no_reader_and_no_part(name, words):
    said = replace(minutes(area(sections=Sections(news=(item(words),)))), call=name)
    raw = written(said)
    there = read(raw)
    assert list(there.keys()) == HEADERS
    assert there["To"] == "list@example.org"
    if "=?" not in name:  # which is taken for a word in another encoding
        assert there["Subject"].split() == one_line(said.title).split()
    assert [part.get_content_type() for part in there.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert [in_lines(part) for part in there.iter_parts()] == [text(said), html(said)]
    assert not there.defects


@given(NASTY, NASTY)
def test_any_server_takes_it_ascii_in_lines_that_are_not_too_long(name, words):
    raw = written(replace(minutes(area(sections=Sections(news=(item(words * 30),)))), call=name))
    lines = raw.split(b"\r\n")
    assert raw.isascii()
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert b"\x00" not in raw
    assert max(map(len, lines)) <= 998


@given(NASTY)
def test_it_is_the_same_to_the_letter_whenever_it_is_written(words):
    said = minutes(area(sections=Sections(news=(item(words),))))
    assert written(said) == written(said)


@given(
    st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters='<>"\\'), min_size=1, max_size=60)
)
def test_the_name_of_the_sender_arrives_as_it_was_set(name):
    sender = MailSender(name, "minutes@example.org")
    there = read(written(full(), sender=sender))
    (address,) = there["From"].addresses
    # The reader of the standard library puts a blank where a long name was cut.
    assert (address.display_name.replace(" ", ""), address.addr_spec) == (name, "minutes@example.org")


@pytest.mark.parametrize(("key", "team"), [(KEY, "T2"), (KEY.replace("/1", "/2"), "T1")])
def test_another_key_and_another_team_are_another_mail(key, team):
    other = read(letter(mail(full()), key, SENDER, team))
    assert other["Message-ID"] != read(written(full()))["Message-ID"]


def test_an_amended_mail_answers_the_one_before_it():
    second = read(written(full(), after="Production/2026-01-06/mail/list@example.org/0"))
    before = letter(mail(full()), "Production/2026-01-06/mail/list@example.org/0", SENDER, "T1")
    assert second["Subject"] == f"Amended: {full().title}"
    assert second["In-Reply-To"] == second["References"] == read(before)["Message-ID"]


def test_nobodys_absence_is_answered_to_it():
    assert read(written(full()))["Auto-Submitted"] == "auto-generated"
