"""Two teams with the same people, call, channel and moments at once: each has its own, and its turn."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.story import cast
from bot.ports import Book
from handlers.incoming.which_team import removed_bots, teams_of
from storage.queue import RowInbox
from tests.teams.stage import ONE, TWO, made
from tests.waiting import until

BURST = 60


@pytest.mark.wire
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def test_no_word_of_one_team_is_ever_heard_in_the_other(request, kind, tmp_path, unused_tcp_port):
    url = f"sqlite:///{tmp_path}/minutesbot.db"
    if kind == "postgresql":
        url = request.getfixturevalue("postgres_url")
    async with made(url, unused_tcp_port) as stage, stage.open():
        for team in (ONE, TWO):
            await stage.install(team)
            await stage.set_up(team)
        words = {ONE: "canaries sing in Lisbon", TWO: "parrots talk in Porto"}
        await asyncio.gather(*(stage.writes(team, f"News:\n- {said}") for team, said in words.items()))
        for team, said in words.items():
            await stage.hears(team, said)
            typed = await stage.workspace(team).command(
                cast.CHAIR.person, "/minutes", "preview", channel=cast.CHANNEL
            )
            assert typed is not None
        for team, other in ((ONE, TWO), (TWO, ONE)):
            heard = repr([(r.arguments, r.answer) for r in stage.workspace(team).ledger])
            assert words[team] in heard
            assert words[other] not in heard
            await stage.workspace(team).settled()  # every payload was acknowledged


@pytest.mark.wire
async def test_a_burst_of_one_team_does_not_hold_up_the_answer_to_another(stage):
    """By the order in which things are done, not by the clock: most of the burst waits still."""
    for team in (ONE, TWO):
        await stage.install(team)
        await stage.set_up(team)
    for number in range(BURST):
        await stage.writes(ONE, f"News:\n- item {number} of a burst")
    await stage.writes(TWO, "News:\n- the only item")
    await stage.hears(TWO, "the only item")
    database = stage.at_work._deployment.shared.database
    left = len(await RowInbox(database, ONE).waiting(2 * BURST))
    arrived = sum(record.kind == "ack" for record in stage.workspace(ONE).ledger)
    assert arrived - left < BURST / 2, "the other team had to wait for most of the burst"
    await stage.hears(ONE, f"item {BURST - 1} of")


def everything_announced(book: Book) -> list[str]:
    """What is announced at any meeting."""
    days = [(meeting.call, meeting.date) for meeting in book.meetings("Production")]
    return [said.text for call, day in days for said in book.announcements(call, day)]


@pytest.mark.wire
async def test_an_organisation_that_installs_the_app_is_served_as_one_team(tmp_path, unused_tcp_port):
    url = f"sqlite:///{tmp_path}/minutesbot.db"
    async with made(url, unused_tcp_port, organisation="E0ORG", teams=(ONE,)) as stage, stage.open() as teams:
        hand = await stage.install(ONE)
        assert (hand.installation.team, hand.installation.of_organisation) == ("E0ORG", True)
        await stage.set_up(ONE)
        await stage.writes(ONE, "News:\n- said in a workspace of it")
        await stage.hears(ONE, "said in a workspace of it")
        stage.workspace(ONE).add_person("U0GUEST", "Gus", team="T0ELSE")
        for who, words in ((cast.CHAIR.person, "members may"), ("U0GUEST", "guests may not")):
            await stage.workspace(ONE).command(who, "/minutes", f"announce {words}", channel=cast.CHANNEL)
        announced = await hand.bot.context.store.read(everything_announced)
        assert announced == ["members may"]
        stage.workspace(ONE).events.tell({"type": "app_uninstalled"}, None)  # by this workspace alone
        await stage.workspace(ONE).settled()
        assert teams.hands["E0ORG"] is hand
        stage.workspace(ONE).uninstall()
        await until(lambda: not teams.hands)


@pytest.mark.wire
@pytest.mark.refuses
async def test_what_is_of_a_workspace_without_the_app_is_acknowledged_and_left_alone(stage):
    await stage.install(ONE)
    await stage.writes(TWO, "News:\n- nobody installed it here")
    await stage.workspace(TWO).settled()
    assert (stage.workspace(TWO).unacked, stage.said_to(TWO)) == ([], [])


@pytest.mark.wire
@pytest.mark.refuses
async def test_what_comes_before_the_bot_of_a_team_is_at_work_is_sent_again_and_not_lost(closed):
    async with closed.open():
        await closed.install(ONE)
        await closed.set_up(ONE)
    one = closed.workspace(ONE)
    one.envelopes.ack_seconds, one.envelopes.retry_after = 2.0, (0.0, 0.3, 0.6)
    one.fail_next("auth.test", "http_500_html", times=1)
    async with closed.open() as teams:
        await until(lambda: any(record.kind == "fault" for record in one.ledger))
        assert ONE not in teams.hands
        await closed.writes(ONE, "News:\n- said too early")
        teams.installed()  # what failed is tried again at once
        await closed.hears(ONE, "said too early")


@pytest.mark.parametrize(
    ("body", "teams"),
    [
        ({"team_id": "T1"}, ("T1",)),
        ({"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T2"}}, ("T1", "T2")),
        ({"team_id": "T2", "authorizations": [{"team_id": "T1"}]}, ("T1", "T2")),
        ({"team_id": "T1", "enterprise_id": "E1", "is_enterprise_install": "true"}, ("E1", "T1")),
        ({"team_id": "T1", "enterprise_id": "E1", "is_enterprise_install": "false"}, ("T1", "E1")),
        ({"team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True}, ("E1",)),
        (
            {
                "team_id": "T1",
                "authorizations": [{"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}],
            },
            ("E1", "T1"),
        ),
        ({"team": {"id": "T2"}, "view": {"app_installed_team_id": "T1"}}, ("T1", "T2")),
        ({"team_id": 7, "team": [], "user": "U1", "view": None, "authorizations": "T9", "enterprise": 1}, ()),
        ({}, ()),
    ],
)
def test_a_payload_is_for_the_team_that_it_names_first(body, teams):
    assert teams_of(body) == teams


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=3)
    | st.sampled_from(["T1", "E1", "app_uninstalled"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "team_id", "enterprise_id", "type", "tokens", "bot"]), inner)
    ),
    max_leaves=6,
)
KEYS = (
    "team_id",
    "team",
    "enterprise",
    "enterprise_id",
    "is_enterprise_install",
    "authorizations",
    "view",
    "event",
)


@given(st.dictionaries(st.sampled_from([*KEYS, "user"]), ANYTHING))
def test_whatever_a_payload_holds_it_can_be_told_whose_it_is(body):
    assert all(team and isinstance(team, str) for team in teams_of(body))
    assert all(bot and isinstance(bot, str) for bot in removed_bots(body) or ())


@pytest.mark.parametrize(
    ("event", "bots"),
    [
        ({"type": "app_uninstalled"}, ()),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U1"], "oauth": ["U2"]}}, ("U1",)),
        ({"type": "tokens_revoked", "tokens": {"bot": [], "oauth": ["U2"]}}, None),
        ({"type": "tokens_revoked", "tokens": None}, None),
        ({"type": "tokens_revoked"}, None),
        ({"type": "message"}, None),
        ("app_uninstalled", None),
    ],
)
def test_only_the_bots_own_token_is_a_removal(event, bots):
    assert removed_bots({"event": event}) == bots
