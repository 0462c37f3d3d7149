"""Any value that the week may want to remember, for hypothesis."""

from datetime import UTC, datetime, timedelta
from typing import get_args

from hypothesis import strategies as st

from bot.model.call import Area, Call, Lead, Section
from bot.model.delivery import Delivery, Kind, Posted
from bot.model.history import CallChange
from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.meeting import Meeting
from bot.model.message import Message
from bot.model.minutes import ActionItem, Minutes
from bot.model.override import Override
from bot.model.reply import Reply
from bot.model.update import Correction, Item, Sections, Update
from bot.model.words import Line, Span

# Whatever a JSON text can bring: also NUL and halves of surrogate pairs.
TEXTS = st.text(st.characters(), max_size=12)
NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.timedeltas(timedelta(days=-8), timedelta(days=8))
STAMPS = st.integers(0, 10**16).map(lambda number: f"{number // 10**6}.{number % 10**6:06}")
DATES = st.dates()

st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(timedelta, SPANS)
st.register_type_strategy(str, TEXTS)

SPAN = st.builds(Span)
WORDS = st.lists(SPAN, max_size=3).map(tuple)
DOCUMENTS = st.lists(st.builds(Line, words=WORDS), max_size=4).map(tuple)
LEADS = st.lists(st.builds(Lead, name=NAMES, person=NAMES), max_size=3).map(tuple)
AREAS = st.lists(
    st.builds(Area, name=NAMES, leads=LEADS, joiner=NAMES),
    max_size=4,
    unique_by=lambda area: area.name,
).map(tuple)
CALLS = st.builds(
    Call,
    name=NAMES,
    channel=NAMES,
    timezone=NAMES,
    areas=AREAS,
    holidays=st.none() | NAMES,
    time=st.times(),
    ask=SPANS,
    post=SPANS,
    late=SPANS,
    retention=st.none() | SPANS,
)
ITEMS = st.recursive(
    st.builds(Item, words=WORDS, items=st.just(()), key=NAMES, ask=st.booleans()),
    lambda below: st.builds(
        Item, words=WORDS, items=st.lists(below, max_size=3).map(tuple), key=NAMES, ask=st.booleans()
    ),
    max_leaves=6,
)
SECTIONS = st.builds(Sections, *(st.lists(ITEMS, max_size=3).map(tuple) for _ in Section))
st.register_type_strategy(Item, ITEMS)
UPDATES = st.builds(Update, call=NAMES, area=NAMES, sections=SECTIONS)
MEETINGS = st.builds(
    Meeting,
    call=NAMES,
    reason=NAMES,
    minutes=st.none() | st.builds(Minutes),
    held_on=st.none() | DATES,
    current_area=NAMES,
)
REPLIES = st.builds(
    Reply,
    person=NAMES,
    conversation=NAMES,
    ts=STAMPS,
    revision=st.just("") | STAMPS,
    document=DOCUMENTS,
    thread=st.none() | STAMPS,
    area=st.none() | NAMES,
    call=NAMES,
)
DELIVERIES = st.builds(
    Delivery,
    key=NAMES,
    kind=st.sampled_from([kind for kind in Kind if kind is not Kind.UNKNOWN]),
    part=NAMES,
    to=NAMES,
    message=st.one_of(*map(st.builds, get_args(Message))),
    due=MOMENTS,
    follows=st.none() | NAMES,
    reason=NAMES,
    posted=st.none() | st.builds(Posted),
    thread=st.none() | st.builds(Posted),
    wanted=st.integers(0, 99),
    confirmed=st.integers(0, 99),
    attempts=st.integers(0, 99),
)
CORRECTIONS = st.builds(
    Correction,
    item=NAMES,
    words=TEXTS,
    beside=st.lists(NAMES, max_size=2).map(tuple),
    instead=st.none() | ITEMS,
)
NUMBERS = st.integers(1, 99)
OVERRIDES = st.builds(Override, call=NAMES, by=NAMES, on=st.none() | DATES, at=st.none() | st.times())
CALL_CHANGES = st.builds(CallChange, call=NAMES, number=NUMBERS, before=st.none() | CALLS, after=CALLS)
ANNOUNCEMENTS = st.builds(Announcement, number=NUMBERS, by=NAMES)
ATTENDANCES = st.builds(Attendance, person=NAMES, by=NAMES)
NOTES = st.builds(Note, number=NUMBERS, area=NAMES, by=NAMES)
ACTIONS = st.builds(ActionItem, number=NUMBERS, person=NAMES)
