"""Any use of a team's book and inbox, by the names and types of what their functions take."""

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any, get_type_hints

from hypothesis import strategies as st

from bot.model.absence import Absence
from bot.model.call import Area, Call, Lead, StandIn, Weekday
from bot.model.contact import Contact
from bot.model.delivery import Delivery, Kind, Posted, Priority, Status
from bot.model.history import CallChange, Entry
from bot.model.live_parts import Announcement, Attendance, Note
from bot.model.meeting import Meeting, State
from bot.model.message import Notice
from bot.model.minutes import ActionItem
from bot.model.override import Override
from bot.model.person import Person, ReaderClock
from bot.model.reply import Reply
from bot.model.update import Correction, Item, Sections, Update
from bot.model.uptime import Uptime
from bot.model.words import Line, words
from bot.ports import Book, Inbox

ELSEWHERE = {"worked_out"}  # is handed all its values, and looks at no rows
SEVERAL = 2 * ["Book.enqueue", "Book.keep_reply", "Book.keep_meeting", "Book.claim", "Book.search"]
Args = dict[str, Any]

NOON = datetime(2026, 1, 6, 12, tzinfo=UTC)
NAMES = st.sampled_from(["Production", "Operations"])
DAYS = st.sampled_from([date(2026, 1, 6), date(2026, 1, 13)])
PEOPLE = st.sampled_from(["U1", "U2"])
PLACES = st.sampled_from(["D1", "C1"])
STAMPS = st.sampled_from(["1767700000.000100", "1767700001.000100"])
MOMENTS = st.sampled_from([NOON, NOON + timedelta(hours=1), NOON + timedelta(days=8)])
AREAS = st.sampled_from(["Software", "Security"])
NUMBERS = st.integers(1, 2)
KEYS = st.sampled_from([f"Production/2026-01-06/{last}" for last in ("ask/U1", "card/U1", "minutes")])
IDENTITIES = st.sampled_from(["Ev1", "Ev2", "Ev3"])


@dataclass(frozen=True)
class Use:
    """A call of a function of the book or of the inbox."""

    of: type
    name: str
    args: Args

    async def on(self, thing: Any) -> Any:
        """What it gives, or the error that it raises."""
        try:
            if self.of is Inbox:
                return await getattr(thing, self.name)(**self.args)
            return await thing.change(lambda book: getattr(book, self.name)(**self.args))
        except (KeyError, ValueError) as error:
            return repr(error)


def functions(of: type) -> dict[str, Callable[..., Any]]:
    """The public functions of a protocol, those it inherits included."""
    named = inspect.getmembers(of, inspect.isfunction)
    return {name: made for name, made in named if not name.startswith("_") and name not in ELSEWHERE}


def uses(canary: str) -> dict[str, st.SearchStrategy[Use]]:
    """The uses by a team of each function, by its name.

    The values are the same for each team, but for the words, which hold the canary.
    """
    every = [(of, name, made) for of in (Book, Inbox) for name, made in functions(of).items()]
    return {f"{of.__name__}.{name}": _use(of, name, made, canary) for of, name, made in every}


def turns(canaries: dict[str, str]) -> st.SearchStrategy[list[tuple[str, Use]]]:
    """What teams do, by turns: each saves something of every kind, then any of them does anything."""
    first, then = list[Any](), list[Any]()
    for team, canary in canaries.items():
        known = uses(canary)
        saving = [name for name in known if re.search(r"\.(keep|enqueue|place)", name)]
        first += [_by(team, known[name]) for name in (*saving, *SEVERAL)]
        then += [_by(team, use) for use in known.values()]
    filled = st.permutations(first).flatmap(lambda order: st.tuples(*order))
    return st.builds(lambda *parts: [*chain(*parts)], filled, st.lists(st.one_of(then), max_size=50))


def _by(team: str, use: st.SearchStrategy[Use]) -> st.SearchStrategy[tuple[str, Use]]:
    return st.tuples(st.just(team), use)


def _use(of: type, name: str, made: Callable[..., Any], canary: str) -> st.SearchStrategy[Use]:
    kinds = get_type_hints(made)
    kinds.pop("return", None)
    by_type, by_name = _by_type(canary), _by_name(canary)
    args = {
        arg: by_type[kind] if is_dataclass(kind) or arg not in by_name else by_name[arg]
        for arg, kind in kinds.items()
    }
    return st.builds(Use, st.just(of), st.just(name), st.fixed_dictionaries(args))


def _by_name(canary: str) -> dict[str, st.SearchStrategy[Any]]:
    """What is handed over as a plain text, number or moment means what its name says."""
    identities = st.lists(IDENTITIES, max_size=2).map(tuple)
    return {
        "at": MOMENTS,
        "after": MOMENTS,
        "by": st.none() | st.frozensets(PEOPLE),
        "of": st.none() | st.frozensets(AREAS),
        "area": AREAS,
        "arrival": IDENTITIES,
        "change": st.just("announce 1"),
        "shape": st.just(str),
        "value": st.just(canary),
        "but": identities,
        "call": NAMES,
        "calls": st.lists(NAMES, unique=True).map(tuple),
        "conversation": PLACES,
        "day": DAYS,
        "digest": st.just(canary),
        "identities": identities,
        "identity": IDENTITIES,
        "keys": st.lists(KEYS, max_size=2).map(tuple),
        "key": KEYS,
        "lease": st.just(timedelta(seconds=120)),
        "limit": st.just(10),
        "moment": st.none() | MOMENTS,
        "name": NAMES,
        "now": MOMENTS,
        "number": NUMBERS,
        "offset": st.just(0),
        "owner": st.sampled_from(["", "one"]),
        "payload": PEOPLE.map(lambda person: {"event": {"user": person, "text": canary}}),
        "people": st.lists(PEOPLE, min_size=1).map(tuple),
        "person": PEOPLE,
        "place": PLACES,
        "prefix": st.just("Production/"),
        "reason": st.just(canary),
        "text": st.sampled_from([canary, "words"]),
        "took": st.none() | st.just(0.5),
        "texts": st.sampled_from([(canary,), ("words",)]),
        "ts": STAMPS,
    }


def _by_type(canary: str) -> dict[Any, st.SearchStrategy[Any]]:
    said, text = words(f"words of {canary}"), st.just(f"words of {canary}")
    item, who = Item(said, key="1"), {"by": PEOPLE, "name": text, "at": MOMENTS}
    calls = st.builds(_call, NAMES, PEOPLE, st.just(canary))
    here = {"call": NAMES, "date": DAYS}
    return {
        str | None: st.none(),
        date | None: st.none() | DAYS,
        date: DAYS,  # `before`
        Priority: st.sampled_from(Priority),
        str: STAMPS,  # `since`, `before`
        Absence: st.builds(Absence, PEOPLE, DAYS, DAYS, st.none() | st.builds(StandIn, text, PEOPLE)),
        Contact: st.builds(
            Contact, PEOPLE, st.just(canary), st.none() | st.builds(Person, PEOPLE, text), MOMENTS
        ),
        ReaderClock: st.builds(ReaderClock, PEOPLE, text, MOMENTS, st.none()),
        ActionItem: st.builds(ActionItem, NUMBERS, text, text, person=PEOPLE),
        Announcement: st.builds(Announcement, number=NUMBERS, text=text, **who),
        Attendance: st.builds(Attendance, person=PEOPLE, name=text, at=MOMENTS, by=PEOPLE),
        Call: calls,
        CallChange: st.builds(
            CallChange, NAMES, NUMBERS, MOMENTS, PEOPLE, st.just((canary,)), st.none(), calls
        ),
        Correction: st.builds(Correction, st.just("1"), st.none(), text, instead=st.just(item)),
        Delivery: st.builds(
            Delivery,
            key=KEYS,
            to=PEOPLE,
            message=st.builds(Notice, text),
            due=MOMENTS,
            kind=st.just(Kind.NOTICE),
            follows=st.none() | KEYS,
            status=st.sampled_from(Status),
            posted=st.none() | st.builds(Posted, PLACES, STAMPS),
            attempts=st.integers(0, 2),
        ),
        Meeting: st.builds(
            Meeting,
            **here,
            starts=MOMENTS,
            posts=MOMENTS,
            opens=MOMENTS,
            late_until=MOMENTS,
            state=st.sampled_from(State),
            reason=text,
        ),
        Note: st.builds(Note, number=NUMBERS, area=AREAS, text=text, **who),
        Override: st.builds(Override, NAMES, DAYS, PEOPLE, MOMENTS),
        Reply: st.builds(
            Reply,
            person=PEOPLE,
            conversation=PLACES,
            ts=STAMPS,
            document=st.just((Line(said),)),
            source=text,
            revision=st.just("") | STAMPS,
            **here,
        ),
        Uptime: st.builds(Uptime, MOMENTS, MOMENTS),
        Update: st.builds(
            Update,
            **here,
            area=AREAS,
            sections=st.just(Sections(news=(item,))),
            by=PEOPLE.map(lambda by: (by,)),
        ),
        tuple[Entry, ...]: st.lists(
            st.builds(Entry, **here, place=NUMBERS, text=text, kind=st.just("item"), area=AREAS),
            max_size=2,
            unique_by=lambda entry: entry.place,
        ).map(tuple),
        Collection[str]: st.just(()),
        Iterable[str]: st.lists(PEOPLE).map(tuple),
        Sequence[str]: st.lists(IDENTITIES).map(tuple),
    }


def _call(name: str, person: str, canary: str) -> Call:
    area = Area("Software", (Lead(f"lead of {canary}", person),))
    return Call(
        name, "C1", Weekday.TUESDAY, NOON.time(), "UTC", (area,), coordinates=(canary,), chairs=(person,)
    )
