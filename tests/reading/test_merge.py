"""All that was written for an area folds into one update."""

from datetime import UTC, date, datetime
from typing import Any

from bot.model.call import Area, Section
from bot.model.reply import Reply
from bot.model.update import Correction, Item, Reading, Sections, Update, Why
from bot.model.words import words
from bot.reading.merge import fold
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text

_AREA = Area("Software", ())
_NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
_LAST = Sections(
    news=(Item(words("Harrow 7 in testing")), Item(words("Audit finished"))),
    ongoing=(Item(words("Probe work")),),
    emergencies=(Item(words("Velden is down")),),
)


def reply(ts: str, said: str, person: str = "U1", **more: Any) -> Reply:
    return Reply(person, f"D{person}", ts, document_from_text(said), **more)


def folded(*replies: Reply, last: Sections = Sections(), corrections: tuple[Correction, ...] = ()) -> Update:
    read = [
        (each, reading)
        for each in replies
        for _, reading in understand(each.document, areas=(_AREA,), last={"Software": last})
    ]
    return fold(
        _AREA, read, last=last, corrections=corrections, call="Production", day=date(2026, 11, 24), now=_NOW
    )


def shown(update: Update) -> dict[str, list[str]]:
    return {section.value: [item.text for item in update.sections.of(section)] for section in Section}


def test_replies_count_in_the_order_in_which_they_were_written_not_in_which_they_came():
    update = folded(reply("20.5", "third"), reply("3.000001", "first"), reply("20.25", "second", "U2"))
    assert shown(update)["news"] == ["first", "second", "third"]
    assert update.by == ("U1", "U2")
    assert (update.call, update.area, update.changed_at) == ("Production", "Software", _NOW)


def test_an_item_keeps_its_identity_when_other_items_of_its_message_are_edited():
    before = folded(reply("5.0", "- one\n- two\n- three")).sections.news
    after = folded(reply("5.0", "- zero\n- one, edited\n- two\n- three")).sections.news
    assert [item.key for item in before[1:]] == [item.key for item in after[2:]]
    assert before[0].key not in {item.key for item in after}
    assert all(item.key.startswith("5.0/") for item in before)


def test_an_item_says_what_it_should_instead_and_keeps_its_reason_where_it_stays():
    (one, _) = folded(reply("5.0", "- one\n- two")).sections.news
    instead = Item(words("uno"), (Item(words("due")),))
    update = folded(
        reply("5.0", "- one\n- two"), corrections=(Correction(one.key, Section.NEWS, "one", (), instead),)
    )
    (uno, _) = update.sections.news
    assert (uno.text, uno.items[0].text, uno.key, uno.why) == ("uno", "due", one.key, one.why)


def test_what_an_item_should_say_stands_once_whoever_said_it_as_well():
    (one,) = folded(reply("5.0", "- one")).sections.news
    instead = Correction(one.key, Section.ONGOING, "one", (), Item(words("uno")))
    update = folded(reply("5.0", "- one"), reply("6.0", "- Uno", "U2"), corrections=(instead,))
    assert shown(update) == {"news": [], "ongoing": ["uno"], "emergencies": []}
    assert update.sections.ongoing[0].why is Why.CORRECTED


def test_a_correction_survives_an_edit_of_other_items():
    (one, _) = folded(reply("5.0", "- one\n- two")).sections.news
    update = folded(reply("5.0", "- one\n- two, edited"), corrections=(Correction(one.key, Section.ONGOING),))
    assert shown(update) == {"news": ["two, edited"], "ongoing": ["one"], "emergencies": []}
    assert update.sections.ongoing[0].why is Why.CORRECTED


def test_an_item_that_its_lead_withdrew_is_gone():
    (one, _) = folded(reply("5.0", "- one\n- two")).sections.news
    update = folded(reply("5.0", "- one\n- two"), corrections=(Correction(one.key, None),))
    assert shown(update)["news"] == ["two"]


def test_what_two_leads_say_alike_stands_once():
    update = folded(reply("5.0", "- Tern is out"), reply("6.0", "tern is out.", "U2"))
    assert shown(update)["news"] == ["Tern is out"]
    assert update.by == ("U1", "U2")


def test_what_was_said_twice_stands_where_it_was_said_with_more_reason():
    update = folded(reply("5.0", "- Tern is out"), reply("6.0", "Ongoing:\n- Tern is out"))
    assert shown(update) == {"news": [], "ongoing": ["Tern is out"], "emergencies": []}


def test_withdrawing_what_was_said_twice_withdraws_it():
    both = (reply("5.0", "Tern is out"), reply("6.0", "Tern is out"))
    (item,) = folded(*both).sections.news
    assert not folded(*both, corrections=(Correction(item.key, None),)).sections


def test_a_deleted_reply_says_nothing():
    update = folded(reply("5.0", "one", deleted=True), reply("6.0", "two"))
    assert shown(update)["news"] == ["two"]


def test_nothing_new_keeps_last_weeks_list_as_ongoing_but_not_what_is_finished():
    update = folded(reply("5.0", "nothing new"), last=_LAST)
    assert shown(update) == {
        "news": [],
        "ongoing": ["Velden is down", "Harrow 7 in testing", "Probe work"],
        "emergencies": [],
    }
    assert update.nothing_new
    assert {item.why for item in update.sections.ongoing} == {Why.CARRIED_OVER}
    assert all(item.key.startswith("5.0/") for item in update.sections.ongoing)


def test_nothing_new_of_nothing_is_a_report_all_the_same():
    update = folded(reply("5.0", "nothing new"))
    assert (update.nothing_new, update.reported, update.by) == (True, True, ("U1",))


def test_news_after_nothing_new_count_beside_last_weeks_list():
    update = folded(reply("5.0", "nothing new"), reply("6.0", "- Tern is out\n- probe work"), last=_LAST)
    assert shown(update) == {
        "news": ["Tern is out"],
        "ongoing": ["Velden is down", "Harrow 7 in testing", "probe work"],
        "emergencies": [],
    }
    assert not update.nothing_new


def test_what_is_said_of_last_weeks_list_takes_the_place_of_what_stood_there():
    update = folded(
        reply("5.0", "nothing new"),
        reply("6.0", "- Harrow 7 in testing at 3 of 8 sites\n- Probe work: done"),
        last=_LAST,
    )
    assert shown(update)["news"] == ["Probe work: done"]
    assert shown(update)["ongoing"] == ["Velden is down", "Harrow 7 in testing at 3 of 8 sites"]


def test_same_as_last_week_repeats_last_week():
    update = folded(reply("5.0", "same as last week"), last=_LAST)
    assert update.sections.news[0].text == "Harrow 7 in testing"
    assert shown(update)["emergencies"] == ["Velden is down"]


def test_a_form_replaces_all_that_was_said_before_it():
    update = folded(
        reply("5.0", "one"), reply("6.0", "Ongoing: two", "U2", whole=True), reply("7.0", "three")
    )
    assert shown(update) == {"news": ["three"], "ongoing": ["two"], "emergencies": []}
    assert update.by == ("U2", "U1")


def test_a_form_that_was_read_in_two_parts_replaces_only_what_came_before():
    form = reply("6.0", "", whole=True)
    read = [
        (form, Reading(Sections(news=(Item(words("a")),)))),
        (form, Reading(Sections(news=(Item(words("b")),)))),
    ]
    update = fold(_AREA, read, last=Sections(), corrections=(), call="C", day=date(2026, 1, 1), now=_NOW)
    assert shown(update)["news"] == ["a", "b"]


def test_none_holds_only_while_no_item_contradicts_it():
    assert folded(reply("5.0", "Emergencies: none")).none == ((Section.EMERGENCIES, "none"),)
    assert folded(reply("5.0", "Emergencies: none"), reply("6.0", "Emergencies: fire")).none == ()


def test_small_talk_makes_nobody_a_reporter():
    update = folded(reply("5.0", "thanks!"))
    assert (update.by, update.reported) == ((), False)


_DOUBTFUL = "Pool node 12 lost two disks"


def asked(update: Update) -> list[str]:
    return [item.text for section in Section for item in update.sections.of(section) if item.ask]


def test_a_doubt_stays_with_an_item_through_edits_of_others_and_repetition():
    assert asked(folded(reply("5.0", f"- one\n- {_DOUBTFUL}"))) == [_DOUBTFUL]
    assert asked(folded(reply("5.0", f"- one, edited\n- {_DOUBTFUL}"))) == [_DOUBTFUL]
    assert asked(folded(reply("5.0", _DOUBTFUL), reply("6.0", _DOUBTFUL))) == [_DOUBTFUL]


def test_who_says_under_emergencies_what_was_doubtful_is_not_asked():
    update = folded(reply("5.0", _DOUBTFUL), reply("6.0", f"Emergencies: {_DOUBTFUL}"))
    assert shown(update)["emergencies"] == [_DOUBTFUL]
    assert not asked(update)


def test_an_item_that_was_corrected_is_not_asked_wherever_it_stands():
    (item,) = folded(reply("5.0", _DOUBTFUL)).sections.news
    for section in Section:
        update = folded(reply("5.0", _DOUBTFUL), corrections=(Correction(item.key, section),))
        assert shown(update)[section.value] == [_DOUBTFUL]
        assert not asked(update)


def test_what_is_repeated_from_last_week_is_not_asked_again():
    last = Sections(ongoing=(Item(words(_DOUBTFUL), ask=True),))
    update = folded(reply("5.0", "same as last week"), last=last)
    assert shown(update)["ongoing"] == [_DOUBTFUL]
    assert not asked(update)
