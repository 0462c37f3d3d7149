"""What stands on the card reads back as the same update: no look of the card changes what was said."""

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Labels, Section
from bot.model.message import CardArea
from bot.model.update import Item, Reading, Sections, Update, Why
from bot.model.words import Shape, Span, Words, plain, words
from bot.reading.understand import understand
from handlers.blocks.card import REASONS
from handlers.blocks.render import render
from handlers.text.rich_text import document_of
from tests.handlers import samples

LABELS = (
    Labels(),
    Labels(ongoing="Ongoing (and no significant news)"),
    Labels("Last Week", "This Week", "Emergencies/Vulnerabilities?"),
    Labels("What Teo's group did", "Machines & people", "Fires"),
)
BEGINNINGS = (
    "Gateway at Velden is down",
    "12. December is a holiday",
    "Small fixes; more to come",
    "Still working on *stars* and _lines_",
    "<https://x.example|not a link> typed",
    "- a dash and > a sign",
    "Tern 4.2 (see below)",
    "Thanks to Mina the mirror is back",
)
OWN_WORDS = ("What I understood for the Production call", "Nothing noted.")  # the bot's, not a lead's
NAMES = st.text(ascii_lowercase, min_size=3, max_size=8)
STYLED = (
    Span("notes", url="https://x.example/n?a=1&b=2"),
    Span("loud", bold=True),
    Span("aside", italic=True),
    Span("gone", strike=True),
    Span("make install", code=True),
    Span("\n"),
)
BEGUN = st.sampled_from(BEGINNINGS)
BETWEEN = st.lists(st.sampled_from(STYLED), max_size=2, unique=True)
KEYS = st.integers(0, 10**6).map(lambda number: f"1799700000.000100/{number:08}")


@st.composite
def statements(draw: st.DrawFn) -> Words:
    """Something that a lead could have said: it begins with words, and ends with a word of its own."""
    beginning = Span(f"{draw(BEGUN)} ")
    middle = draw(BETWEEN)
    return (beginning, *middle, Span(f" {draw(NAMES)} {draw(NAMES)}"))


def items(why: Why, depth: int = 2) -> st.SearchStrategy[Item]:
    nested = st.lists(items(why, depth - 1), max_size=2).map(tuple) if depth else st.just(())
    return st.builds(Item, statements(), nested, st.just(why), key=KEYS)


ITEMS = {why: st.lists(items(why), max_size=3).map(tuple) for why in Why}  # made once: that takes long
SOME = st.sampled_from(list(Why)).flatmap(ITEMS.__getitem__)


@given(st.builds(Sections, SOME, SOME, SOME), st.sampled_from(LABELS), st.booleans())
def test_the_card_reads_back_as_the_same_update(written, labels, crowded):
    update = Update("Production", samples.DAY, "Software", written)
    assert outline(read_back(update, labels, crowded=crowded)) == outline(written)


@pytest.mark.parametrize("shape", [Shape.QUOTE, Shape.CODE])
def test_quotes_and_code_below_an_item_are_below_it_again(shape):
    written = Sections(news=(Item(words("Released it with"), (Item(words("make install"), shape=shape),)),))
    update = Update("Production", samples.DAY, "Software", written)
    assert outline(read_back(update, Labels())) == outline(written)


def test_what_was_said_to_be_none_is_none_again():
    update = Update(
        "Production", samples.DAY, "Software", none=((Section.EMERGENCIES, "none that I know of"),)
    )
    assert reading(update, Labels()).none == update.none


def read_back(update: Update, labels: Labels, *, crowded: bool = False) -> Sections:
    return reading(update, labels, crowded=crowded).sections


def reading(update: Update, labels: Labels, *, crowded: bool = False) -> Reading:
    """Read the card as if the lead had sent it; `crowded` is the look that it has with many items."""
    more = (CardArea("Other", Labels(), other()),) if crowded else ()
    card = samples.card(CardArea("Software", labels, update), *more)
    areas = (Area("Software", (), labels=labels), *((Area("Other", ()),) if crowded else ()))
    message: dict[str, Any] = {"blocks": render(card, "key").blocks}
    found = dict(understand(document_of(message, {}), areas=areas, last={}))
    return found.get("Software", Reading())


def other() -> Update:
    return Update("Production", samples.DAY, "Other", Sections(news=samples.numbered(19)))


def outline(written: Sections) -> dict[Section, list[Any]]:
    return {section: list(_shown(written.of(section))) for section in Section}


def _shown(these: tuple[Item, ...]) -> Iterator[Any]:
    for item in these:
        if not item.text.startswith(OWN_WORDS):
            yield item.shape, _said(item), list(_shown(item.items))


def _said(item: Item) -> str:
    """An item's words without the reason that the card puts behind them."""
    *before, last = item.words
    is_reason = last.italic and last.text.strip(" ()") in REASONS.values()
    return plain(before if is_reason else item.words).rstrip()
