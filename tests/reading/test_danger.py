"""An item is filed as an emergency when that is sure, asked about when it is not, else left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.update import Item
from bot.model.words import Shape, words
from bot.reading.danger import Emergency, emergency, rebuts
from tests.processor_time import processor_seconds


def found(*said: str) -> Emergency:
    """What becomes of an item, the lines after the first being below it."""
    first, *below = said
    return emergency(Item(words(first), tuple(Item(words(text)) for text in below)))


@pytest.mark.parametrize(
    "said",
    [
        "No emergencies, still testing 4.3",
        "Certificate tool still in progress. No emergencies.",
        "We still have no emergencies",
        "No emergencies; the disks are not yet here",
        "No outages, two tickets remain open",
        "Still waiting for the vendor, no outages",
        "No data loss, the review is not fully done",
        "Not affected by CVE-2026-1234, still checking the test hosts",
        "Velden is not down. Still waiting for disks.",
        "No incidents and no outages. The migration remains slow.",
        "Nothing was hacked, we are still reading the logs",
        "False alarm: the portal was never hacked, still looking into the probe",
        "No emergencies, vulnerabilities or incidents, still collecting numbers",
        "no outage; patch of the wiki is not yet scheduled",
    ],
)
def test_a_denial_holds_whatever_still_goes_on_elsewhere(said):
    assert found(said) is Emergency.NEITHER


@pytest.mark.parametrize(
    "said",
    [
        "🔴 wiki down",
        "🔥 wiki is down",
        "⚠️ wiki down ⚠️",
        ":fire: wiki is down",
        ":red_circle: wiki down",
        "🚨 portal hacked",
        "[P1] wiki down",
        "(P1) wiki down",
        "P1: wiki down",
        "P1 - wiki down",
        "SEV1: wiki down",
        "SEV-2 | wiki down",
        "[SEV 1] wiki down",
        "[INC-123] wiki down",
        "INC-123: wiki down",
        "#4711: wiki down",
        "wiki down (INC-123)",
        "wiki down [GGUS 12345]",
        "wiki down, see INC-123",
        "wiki down see INC-123",
        "wiki down #4711",
        "wiki down https://x.org/1",
        "wiki down (https://x.org/1)",
        "wiki down - https://x.org/1",
        "09:40 wiki down",
        "[09:40] wiki down",
        "ce-03 down",
        "Storage: pool 7 down",
        "Northwick: down",
    ],
)
def test_a_sign_a_tag_or_a_reference_does_not_hide_an_alarm(said):
    assert found(said) is Emergency.FILED


@pytest.mark.parametrize(
    "said",
    [
        "✅ wiki back up (INC-123)",
        "[P3] new theme for the wiki",
        "INC-123: closed",
        "SEV2 review on Thursday",
        "🔥 great talk by Mina",
        "[RESOLVED] wiki down",
        "INC-77 resolved",
        "P1 queue renamed",
        "🚨 no emergencies",
        "[P1] wiki was down for an hour on Monday, resolved",
    ],
)
def test_a_sign_or_a_tag_does_not_make_one(said):
    assert found(said) is not Emergency.FILED


@pytest.mark.parametrize(
    "said",
    [
        "Power outage for the batch nodes went smoothly",
        "Rolling power outage on Tuesday to switch feeders, nobody should notice",
        "list server outage, 24 hrs, 14:00 18/Aug - 14:00 19/Aug",
        "Brief outage of the key service, caused by the vendor.",
        "kernel panic on a login node. ~1 hour outage.",
        "storage outage Mon, 30/Nov 13:00-17:00 (eastern)",
        "Metadata server outage led to some downtime for the data service",
        "Two-hour outage of the mail server on Sunday",
        "Short network outage last night, everything came back by itself",
        "Outage of the web shop from 9 to 11 on Monday",
        "Power outage at Velden on 12/May was handled well",
        "DNS outage 08:00-08:20 UTC",
        "The cooling outage caused some lost jobs last week",
        "30 min outage of the portal on Friday, vendor informed",
        "There was a brief outage of the gateway yesterday",
    ],
)
def test_an_outage_that_is_past_planned_or_closed_is_not_filed(said):
    assert found(said) is not Emergency.FILED
    assert found(said, "misconfiguration") is not Emergency.FILED


@pytest.mark.parametrize(
    "said",
    [
        "The lab's key list went offline and still cannot be accessed.",
        "Campus gatekeeper is down",
        "Outage of the web shop since 9, no end in sight",
        "Power outage at Velden, whole site dark",
        "DNS outage, nobody can reach the portal",
        "Network outage since 14:00, provider is working on it",
        "Mail server outage, two hours so far and no ETA",
        "The wiki is down again, cause unknown",
        "Cooling failure, we are shutting down all nodes",
        "Storage outage continues, users cannot read their files",
    ],
)
def test_an_outage_that_goes_on_is_filed(said):
    assert found(said) is Emergency.FILED


@pytest.mark.parametrize(
    "said",
    [
        "ce03 is down. Oskar is back in service.",
        "ce03 is down, Oskar is back in service",
        "wiki is down; portal fixed",
        "Portal fixed. Wiki is down.",
        "The mirror was repaired, but the tape robot is dead",
        "Mail is down - the training on Friday takes place",
        "The array died and nobody can read the files, the procedure is documented",
        "Training room booked. Login nodes are unreachable for all users.",
        "All sites patched, Northwick has been hacked",
        "The maintenance is finished but the gateway is down",
    ],
)
def test_what_calms_about_something_else_does_not_hide_an_alarm(said):
    assert found(said) is not Emergency.NEITHER


@pytest.mark.parametrize(
    "said",
    [
        "Gateway crashed on Tuesday. It was returned to service on Friday.",
        "The wiki went down on Monday. Fixed within the hour.",
        "Nodes were dead this morning; they are back online now",
        "Power outage at Velden, resolved at noon",
        "The portal was hacked in May. Everything is back to normal.",
        "Mail server crashed again, back up since 9",
        "Tape robot died. Repaired yesterday.",
        "Network outage. The issue has been resolved.",
        "Login node unreachable - up again",
        "Pool 3 was offline over the weekend, now working again",
    ],
)
def test_what_calms_without_a_subject_of_its_own_speaks_of_what_stands_before_it(said):
    assert found(said) is not Emergency.FILED


@pytest.mark.parametrize(
    "said",
    [
        "delete the outage item",
        "please delete the outage item",
        "remove the emergency",
        "move the outage to News",
        "withdraw my last emergency please",
        "stop reminding me about the outage",
        "how do I report an emergency?",
        "Where should I write about an outage?",
        "that was no emergency",
        "This is not an emergency!",
        "it isn't an outage",
        "why is the wiki listed as an emergency?",
        "you filed the wiki as an emergency",
        "can you take the wiki outage off the list",
        "could you please put the outage under ongoing",
    ],
)
def test_words_to_the_bot_about_an_emergency_are_none(said):
    assert found(said) is Emergency.NEITHER


@pytest.mark.parametrize(
    "said",
    [
        "remove the compromised host key from your known hosts, Northwick was hacked",
        "Please do not submit jobs, the scheduler is down",
        "How to get on: nobody can log in, use the spare gateway",
        "Delete your passwords now, the list was stolen",
        "you cannot log in, the identity provider is down",
    ],
)
def test_words_to_everybody_in_an_emergency_are_one(said):
    assert found(said) is not Emergency.NEITHER


@pytest.mark.parametrize(
    "said",
    [
        "is dcache down?",
        "Is the portal hacked?",
        "are the login nodes unreachable?",
        "was there an outage on Monday?",
        "Did we lose data?",
        "have the keys been stolen?",
        "is it true that the wiki is down?",
        "does the array fail again?",
        "has the certificate expired?",
        "and is Velden still offline?",
    ],
)
def test_a_question_whether_something_is_so_does_not_say_that_it_is(said):
    assert found(said) is Emergency.NEITHER


@pytest.mark.parametrize(
    "answer",
    [
        "no it's fine, I checked",
        "No, it works for me",
        "not true",
        "that is wrong, it was the probe",
        "false alarm",
        "it's up",
        "it is back",
        "all good",
        "Nope",
        "works fine here",
        "fixed this morning",
        "that was a test",
    ],
)
def test_a_quote_below_its_denial_is_none(answer):
    assert rebuts(answer)
    quote = Item(words("the wiki is hacked and all nodes are down"), shape=Shape.QUOTE)
    assert emergency(quote) is Emergency.FILED
    assert emergency(Item(words(answer), (quote,))) is Emergency.NEITHER


@pytest.mark.parametrize(
    "answer",
    ["yes, since 9", "same here", "we see it, too", "From the vendor:", "now all nodes", "nobody can log in"],
)
def test_a_quote_that_is_not_denied_counts(answer):
    assert not rebuts(answer)
    quote = Item(words("the wiki is hacked and all nodes are down"), shape=Shape.QUOTE)
    assert emergency(Item(words(answer), (quote,))) is Emergency.FILED


@pytest.mark.parametrize(
    "said",
    [
        "outage page redesign is live",
        "New form for incident reports",
        "Emergency contacts list drafted",
        "Incident dashboard moved to the new host",
        "The outage calendar has a filter now",
        "Mina is down with the flu",
        "Two of us are down with a cold",
        "Breach notification template approved",
        "The incident handling course starts in May",
        "Vulnerability scanner updated",
    ],
)
def test_things_that_are_named_after_an_emergency_are_none(said):
    assert found(said) is not Emergency.FILED


def test_what_stands_below_an_item_is_read_with_it_and_line_by_line():
    assert found("Storage", "pool 7 is down since noon") is Emergency.FILED
    assert found("Storage", "pool 7 was rebooted", "no outage", "still testing") is Emergency.NEITHER


@given(st.text(), st.sampled_from(Shape))
def test_every_text_is_one_of_the_three(text, shape):
    assert emergency(Item(words(text), shape=shape)) in Emergency


def test_reading_takes_time_in_proportion_to_the_text():
    questions = Item(words("pool 7 lost its array, no it did not - is it down? " * 20_000))
    denials = Item(words("no loss, " * 100_000 + "x" * 100_000 + " down" * 10_000))
    assert processor_seconds(lambda: (emergency(questions), emergency(denials))) < 60
