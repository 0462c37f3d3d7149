"""Where a call has mail, everything around it knows: the file, the doctor, the start, the log, `why`."""

import logging
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.calls_file import differences, read_calls, table_of, write_calls
from bot.calls_on_disk import apply_news, warn_without_mail
from bot.cli.commands import apply_file
from bot.cli.publishing import mail_finding
from bot.journal import Journal
from bot.mail.mails import Mails
from bot.metrics import Metrics
from bot.model.call import Call, Lead
from bot.model.delivery import Delivery, Kind, Posted, Status
from bot.model.errors import CallsFileWrong, Rejected
from bot.model.happened import Event, Happened
from bot.model.meeting import State, schedule
from bot.model.message import MinutesMail
from bot.model.reason import Reason
from bot.records import open_records
from bot.rules.explain import Records, explain
from bot.rules.meeting_state import Week
from bot.setting_values import Encryption, MailServer
from bot.settings import load
from handlers.setup.forms import FIELDS
from storage.store import RowStore
from tests.mail.post_office import PASSWORD, SENDER, PostOffice, opened, trusting
from tests.rules.test_plan import AT_CALL, CALL, DAY
from tests.tables import with_tables
from tests.wiki.samples import WEEK

LIST = "list@example.org"
MAILED = replace(CALL, mail=(LIST, "other@example.org"))
SET = {"MINUTESBOT_SMTP_URL": "smtp://mail.example.org", "MINUTESBOT_MAIL_FROM": "minutes@example.org"}


def read(mail: str):
    """The call of a file with this line for mail, or what is wrong with it."""
    text = write_calls([CALL]).replace("\n\n[call.twiki]", f"\nmail = {mail}\n\n[call.twiki]")
    (call,) = read_calls(text, "calls.toml")
    return call


def test_the_addresses_of_a_call_are_read_written_and_compared():
    call = read('["list@Example.ORG", "other@example.org"]')
    assert call.mail == MAILED.mail
    assert read_calls(write_calls([call]), "x") == (call,)
    assert table_of(call)["mail"] == list(MAILED.mail)
    (line,) = differences(CALL, call)
    assert line == "Production: mail none → list@example.org, other@example.org"
    assert "mail" not in write_calls([CALL])


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        ('"list@example.org"', "write a list, in square brackets"),
        ('["list"]', 'not a mail address such as "list@example.org"'),
        ('["The list <list@example.org>"]', 'did you mean "list@example.org"?'),
        ('["a@example.org, b@example.org"]', "not a mail address"),
        ('["a@example.org\\r\\nBcc: b@example.org"]', "must be one line"),
        ('["a@example.org", "a@EXAMPLE.org"]', "stands here twice"),
        ('["a@b\u00fccher.example"]', "not a mail address"),
        ("[7]", "write text in quotes"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_its_line(mail, told):
    with pytest.raises(CallsFileWrong, match="line ") as caught:
        read(mail)
    assert told in str(caught.value)


def test_the_forms_know_no_mail():
    assert not any("mail" in field.key for fields in FIELDS.values() for field in fields)


async def test_a_file_with_mail_is_refused_where_nothing_can_be_mailed(tmp_path):
    file = tmp_path / "calls.toml"
    file.write_text(write_calls([MAILED]), encoding="utf-8")
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/minutes.db"}
    bare = load(database, None, need_tokens=False)
    with pytest.raises(CallsFileWrong) as caught:
        await apply_file(bare, file)
    assert "Production has mail = […], but nothing can be mailed: set MINUTESBOT_SMTP" in str(caught.value)
    store = RowStore(with_tables(tmp_path / "other.db"), "T1")
    with pytest.raises(CallsFileWrong, match="nothing can be mailed"):
        await apply_news(file, store, AT_CALL, Journal(), may_mail=False)
    await apply_news(file, store, AT_CALL, Journal(), may_mail=True)
    done = await apply_file(load(database | SET, None, need_tokens=False), file)
    assert done[0].startswith("Production: new call")
    with open_records(bare) as records:
        known = await records.store.read(lambda book: book.call("Production"))
    assert known is not None
    assert known.mail == MAILED.mail


async def test_a_start_without_settings_says_of_which_calls_nothing_is_mailed(tmp_path, caplog):
    database = with_tables(tmp_path / "minutes.db")
    store = RowStore(database, "T1")
    await store.change(lambda book: book.keep_call(MAILED))
    await warn_without_mail(store)
    (said,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert said.startswith("Production has mail = […], but nothing can be mailed")
    database.close()


async def test_the_doctor_says_how_far_a_mail_would_get():
    office = PostOffice()
    async with opened(office, Encryption.STARTTLS, login=True) as server:
        fine = await mail_finding(MAILED, Mails(server, SENDER, "", tls=trusting()).look)
        guess = replace(server, password="guess")
        wrong = await mail_finding(MAILED, Mails(guess, SENDER, "", tls=trusting()).look)
    assert str(fine).startswith("ok    mail of Production: 127.0.0.1:")
    assert str(fine).endswith("to send as minutes@example.org; to list@example.org, other@example.org")
    assert str(wrong).startswith("FAIL  mail of Production: the mail server did not take the login")
    missing = await mail_finding(MAILED, Mails(None, None, "").look)
    assert str(missing) == (
        "FAIL  mail of Production: MINUTESBOT_SMTP_URL and MINUTESBOT_MAIL_FROM are not set"
    )
    away = await mail_finding(MAILED, Mails(replace(server, port=9), SENDER, "", tls=trusting()).look)
    assert str(away) == "FAIL  mail of Production: mail server 127.0.0.1:9 cannot be reached"
    assert office.arrived == []
    assert PASSWORD not in f"{fine}{wrong}{missing}{away}"


def mailed(**more) -> Delivery:
    mail = MinutesMail(WEEK, LIST, AT_CALL)
    part, key = f"{LIST}/1", f"Production/{DAY}/mail/{LIST}/1"
    return Delivery(key, LIST, mail, due=AT_CALL, kind=Kind.MAIL, part=part, **more)


@pytest.mark.parametrize(
    ("deliveries", "told", "because"),
    [
        ((), "I shall mail the minutes to list@example.org, other@example.org, as they are by then", ""),
        ((mailed(),), "I am about to mail the minutes to list@example.org", ""),
        ((mailed(status=Status.SENT, sent_at=AT_CALL),), "I mailed the minutes to list@example.org", ""),
        (
            (mailed(reason=Reason.REFUSED_FOR_NOW.about("mail server h:25 cannot be reached")),),
            "I could not mail the minutes to list@example.org yet, and shall try again",
            "mail server h:25 cannot be reached",
        ),
        (
            (mailed(status=Status.DEAD, reason="the mail server refuses list@example.org (550)"),),
            "I could not mail the minutes to list@example.org",
            "the mail server refuses list@example.org (550)",
        ),
    ],
)
def test_why_says_what_became_of_the_mail(deliveries, told, because):
    meeting = replace(schedule(MAILED, DAY), state=State.POSTED, frozen_at=AT_CALL)
    week = Week(MAILED, meeting, deliveries=deliveries)
    facts = explain(week, Lead("Anna", "UANNA"), Records(), AT_CALL)
    (fact,) = [fact for fact in facts if "mail" in fact.said]
    assert (fact.said, fact.because) == (told, because)


async def settled(store: RowStore, one: Delivery, **outcome) -> None:
    await store.change(lambda book: book.enqueue(one))
    (claimed,) = await store.change(lambda book: book.claim(AT_CALL, "me", timedelta(minutes=2), 9))
    await store.change(lambda book: book.settle(replace(claimed, **outcome), took=0.2))


async def test_the_log_and_the_metrics_tell_a_mail_that_was_taken_and_one_that_was_given_up(tmp_path):
    heard: list[Happened] = []
    database, journal, metrics = with_tables(tmp_path / "m.db"), Journal(), Metrics("1")
    journal.listeners += [heard.append, partial(metrics.heard, "T1")]
    store = RowStore(database, "T1", None, journal)
    for name, outcome in (
        ("a", {"status": Status.SENT, "posted": Posted(LIST, "<1@x>"), "confirmed": 1, "sent_at": AT_CALL}),
        ("b", {"status": Status.DEAD, "reason": "the mail server refuses list@example.org (550 5.1.1)"}),
    ):
        await settled(store, replace(mailed(), key=f"Production/{DAY}/mail/{name}@example.org/1"), **outcome)
    told = [(each.event, each.told) for each in heard if each.event in (Event.MAILED, Event.GIVEN_UP)]
    where = {"call": "Production", "meeting": str(DAY), "kind": "mail"}
    assert told == [
        (Event.MAILED, {**where, "delivery": f"Production/{DAY}/mail/a@example.org/1", "took_ms": 200}),
        (
            Event.GIVEN_UP,
            {
                **where,
                "delivery": f"Production/{DAY}/mail/b@example.org/1",
                "reason": "the mail server refuses list@example.org (550 5.1.1)",
            },
        ),
    ]
    page = metrics.registry
    assert page.get_sample_value("minutesbot_deliveries_sent_total", {"kind": "mail"}) == 1
    assert page.get_sample_value("minutesbot_deliveries_dead_total", {"team": "T1", "kind": "mail"}) == 1
    database.close()


async def keep(store: RowStore, call: Call) -> None:
    await store.change(lambda book: book.keep_call(call))


async def test_rows_of_two_teams_keep_their_addresses_apart(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    for team, address in (("T1", "one@example.org"), ("T2", "two@example.org")):
        await keep(RowStore(database, team), replace(CALL, mail=(address,)))
    for team, address in (("T1", "one@example.org"), ("T2", "two@example.org")):
        known = await RowStore(database, team).read(lambda book: book.call("Production"))
        assert known is not None
        assert known.mail == (address,)
    database.close()


async def test_a_server_that_is_not_there_is_no_reason_to_doubt_what_else_is_said():
    nowhere = Mails(MailServer("mail.invalid", 587, Encryption.STARTTLS), SENDER, "T1")
    with pytest.raises(Rejected, match=r"mail server mail\.invalid:587 cannot be reached") as caught:
        await nowhere.look()
    assert not caught.value.final
