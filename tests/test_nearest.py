import pytest

from bot.nearest import nearest


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Software", "Software"),
        ("Softwaer", "Software"),
        ("Sofware", "Software"),
        ("Sofftware", "Software"),
        ("Softvare", "Software"),
        ("Softvaer", "Software"),
        ("day", "day"),
        ("dya2", "day2"),
    ],
)
def test_a_slip_is_forgiven_and_in_longer_words_a_second(typed, meant):
    assert nearest(typed, ["Storage", "Software", "day", "day2"]) == meant


@pytest.mark.parametrize("typed", ["Hardware", "Store", "Sofvtaer", "SOFTWARE", "Tim", "s", ""])
def test_another_word_is_not_taken_for_a_slip(typed):
    assert nearest(typed, ["Storage", "Software", "Tom"]) is None


@pytest.mark.parametrize("theirs", ["SLACK_API_TOKEN", "SLACK_CLIENT_SECRET", "DATABASE_PORT"])
def test_what_only_begins_or_ends_like_a_word_is_another_one(theirs):
    assert nearest(theirs, ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "DATABASE_URL"]) is None


def test_where_nothing_is_known_nothing_is_near():
    assert nearest("Software", []) is None
