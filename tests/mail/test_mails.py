"""Minutes are mailed over a real SMTP server, each to one address; what it refuses is told by kind."""

import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.mail.letter import identity
from bot.mail.mails import Mails
from bot.model.errors import OutcomeUnknown, Rejected
from bot.model.message import MinutesMail
from bot.setting_values import Encryption, MailServer
from tests.mail.post_office import DROPS, PASSWORD, SENDER, THINKS, PostOffice, opened, trusting
from tests.wiki.samples import WEEK

LIST, OTHER = "list@example.org", "other@example.org"
KEY = "Production/2026-01-06/mail/list@example.org/1"
CLOSED = datetime(2026, 1, 7, 21, 0, tzinfo=UTC)


def mail(to: str = LIST, said=WEEK) -> MinutesMail:
    return MinutesMail(said, to, CLOSED)


def mails(server: MailServer, *, seconds: tuple[float, float] = (20, 20)) -> Mails:
    return Mails(server, SENDER, "T1", tls=trusting(), seconds=seconds)


async def send(office: PostOffice, to: str = LIST, *, seconds: tuple[float, float] = (20, 20)):
    async with opened(office, Encryption.NONE, login=False) as server:
        return await mails(server, seconds=seconds).send(KEY, mail(to))


async def refusal(office: PostOffice) -> Rejected:
    with pytest.raises(Rejected) as caught:
        await send(office)
    return caught.value


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
async def test_minutes_are_sent_encrypted_with_a_login(encryption):
    office = PostOffice()
    async with opened(office, encryption, login=encryption is Encryption.STARTTLS) as server:
        posted = await mails(server).send(KEY, mail())
    (there,) = office.arrived
    assert there["To"] == LIST
    assert there["From"] == "Minutesbot <minutes@example.org>"
    assert there["Subject"] == WEEK.title
    assert (posted.conversation, posted.ts) == (LIST, there["Message-ID"])
    assert posted.ts == identity(KEY, SENDER, "T1")
    assert bool(office.logins) is (encryption is Encryption.STARTTLS)


async def test_a_certificate_that_is_not_trusted_is_told_and_nothing_is_said_in_the_clear():
    for encryption in (Encryption.STARTTLS, Encryption.TLS):
        office = PostOffice()
        async with opened(office, encryption, login=False) as server:
            with pytest.raises(Rejected, match="is not trusted here: self-signed certificate") as caught:
                await Mails(server, SENDER, "T1").send(KEY, mail())
        assert not caught.value.final
        assert office.arrived == []


async def test_a_server_without_encryption_gets_neither_password_nor_mail():
    office = PostOffice()
    async with opened(office, Encryption.NONE, login=False) as server:
        for encryption in (Encryption.STARTTLS, Encryption.TLS):
            wanted = replace(server, encryption=encryption, user="bot", password=PASSWORD)
            with pytest.raises(Rejected) as caught:
                await mails(wanted).send(KEY, mail())
            assert "MINUTESBOT_SMTP_URL" in caught.value.detail
    assert (office.arrived, office.logins) == ([], [])


async def test_a_wrong_password_is_for_whoever_runs_the_bot_and_never_for_good():
    office = PostOffice()
    async with opened(office, Encryption.STARTTLS, login=True) as server:
        with pytest.raises(Rejected) as caught:
            await mails(replace(server, password="guess")).send(KEY, mail())
    assert "did not take the login in MINUTESBOT_SMTP_URL (535 5.7.8)" in caught.value.detail
    assert not caught.value.final
    assert "guess" not in f"{caught.value!r}{caught.value}"


@pytest.mark.parametrize(
    ("answer", "final", "told"),
    [
        ("550 5.1.1 no such user secret words", True, "refuses list@example.org (550 5.1.1)"),
        ("551 not here", True, "refuses list@example.org (551)"),
        ("450 4.2.0 greylisted", False, "does not take list@example.org yet (450 4.2.0)"),
        ("421 busy", False, "does not take list@example.org yet (421)"),
        ("530 5.7.0 log in first", False, "wants a login (530 5.7.0)"),
        ("650 what is that", False, "does not take list@example.org yet (650)"),
    ],
)
async def test_a_reader_is_refused_for_good_by_5xx_only_and_without_the_words_of_the_server(
    answer, final, told
):
    refused = await refusal(PostOffice(readers={LIST: answer}))
    assert told in refused.detail
    assert refused.final is final
    assert "words" not in refused.detail


@pytest.mark.parametrize(
    ("answer", "final", "told"),
    [
        ("554 5.7.1 Gate motors are spam", True, "refuses these minutes for list@example.org (554 5.7.1)"),
        ("451 4.3.0 later", False, "does not take these minutes for list@example.org (451 4.3.0) yet"),
    ],
)
async def test_minutes_are_refused_by_kind_once_the_server_has_read_them(answer, final, told):
    office = PostOffice(after_data=[answer])
    refused = await refusal(office)
    assert told in refused.detail
    assert refused.final is final
    assert "motors" not in refused.detail
    assert office.arrived == []


async def test_a_sender_who_is_refused_is_for_whoever_runs_the_bot():
    refused = await refusal(PostOffice(senders="550 5.7.1 not you"))
    assert "takes nothing from minutes@example.org (550 5.7.1)" in refused.detail
    assert not refused.final


@pytest.mark.parametrize("answer", [DROPS, "299 whatever", "399 whatever", "699 whatever"])
async def test_whatever_else_comes_after_the_mail_leaves_it_unknown_whether_it_is_there(answer):
    with pytest.raises(OutcomeUnknown):
        await send(PostOffice(after_data=[answer]))


async def test_a_server_that_never_says_whether_it_has_the_mail_leaves_it_unknown():
    with pytest.raises(OutcomeUnknown):
        await send(PostOffice(after_data=[THINKS]), seconds=(20, 0.3))


async def test_a_connection_that_ends_before_the_mail_sent_nothing():
    refused = await refusal(PostOffice(readers={LIST: DROPS}))
    assert not refused.final
    assert "ended the connection" in refused.detail


async def test_two_tries_are_the_same_to_the_letter():
    office = PostOffice(after_data=[DROPS])
    with pytest.raises(OutcomeUnknown):
        await send(office)
    await send(office)
    first, second = office.raw
    assert first == second


async def test_mail_of_two_teams_with_calls_of_one_name_is_never_taken_for_the_same():
    office = PostOffice()
    async with opened(office, Encryption.NONE, login=False) as server:
        for team in ("T1", "T2"):
            await Mails(server, SENDER, team).send(KEY, mail())
    first, second = office.arrived
    assert first["Message-ID"] != second["Message-ID"]


async def test_a_server_that_is_away_is_told_and_left_alone_for_a_while():
    office = PostOffice()
    async with opened(office, Encryption.NONE, login=False) as server:
        pass
    away = mails(server)
    for _ in range(2):
        with pytest.raises(
            Rejected, match=f"mail server 127.0.0.1:{server.port} cannot be reached"
        ) as caught:
            await away.send(KEY, mail())
        assert not caught.value.final
    async with opened(office, Encryption.NONE, login=False):
        with pytest.raises(Rejected, match="cannot be reached"):
            await away.send(KEY, mail())
        assert office.sessions == 0
        await mails(server).send(KEY, mail())
    assert office.to() == [LIST]


async def test_a_reader_who_is_refused_does_not_keep_the_server_from_another():
    office = PostOffice(readers={LIST: "550 5.1.1 no such user"})
    async with opened(office, Encryption.NONE, login=False) as server:
        one = mails(server)
        with pytest.raises(Rejected):
            await one.send(KEY, mail())
        await one.send(KEY, mail(OTHER))
    assert office.to() == [OTHER]


async def test_without_settings_nothing_is_sent_and_that_is_told_as_what_somebody_can_mend():
    for nothing in (Mails(None, SENDER, "T1"), Mails(MailServer("x", 1, Encryption.NONE), None, "T1")):
        with pytest.raises(
            Rejected, match="MINUTESBOT_SMTP_URL and MINUTESBOT_MAIL_FROM are not set"
        ) as caught:
            await nothing.send(KEY, mail())
        assert not caught.value.final


@pytest.mark.parametrize(
    "to", ["a@example.org>\r\nRCPT TO:<b@example.org", "a@example.org\nBcc: b", "", "x y@z.org"]
)
async def test_what_is_no_address_gets_nowhere(to):
    office = PostOffice()
    with pytest.raises(Rejected, match="is no mail address") as caught:
        await send(office, to)
    assert caught.value.final
    assert office.sessions == 0


async def test_nothing_of_the_minutes_and_no_password_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    office = PostOffice(after_data=["554 5.7.1 two new ropes", "250 OK"])
    async with opened(office, Encryption.STARTTLS, login=True) as server:
        one = mails(server)
        with pytest.raises(Rejected):
            await one.send(KEY, mail())
        await one.send(KEY, mail())
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("mail.log")]
    assert not any(PASSWORD in said or "ropes" in said for said in ours)


async def test_the_doctor_gets_as_far_as_a_mail_would_and_sends_none():
    office = PostOffice()
    async with opened(office, Encryption.STARTTLS, login=True) as server:
        said = await mails(server).look()
        assert said == (
            f"127.0.0.1:{server.port} lets us in, encrypted, logged in, to send as minutes@example.org"
        )
        with pytest.raises(Rejected, match="did not take the login"):
            await mails(replace(server, password="guess")).look()
    assert office.arrived == []
