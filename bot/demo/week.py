"""The scripted week: who writes what, and when. It knows only the wire."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.demo import cast
from bot.demo.workspace import Workspace

START = datetime(2027, 1, 4, 15, tzinfo=UTC)  # the Monday before the week that is played
CALL = datetime(2027, 1, 12, 21, tzinfo=UTC)  # Tuesday, 16:00 in New York
Act = Callable[[Workspace], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that happens at a moment of the week; without an act only time passes."""

    at: datetime
    told: str
    act: Act | None = None


def writes(role: cast.Role, *lines: str) -> Act:
    """Somebody writes a direct message to the bot."""

    async def act(workspace: Workspace) -> None:
        await workspace.write(role.person, "\n".join(lines))

    return act


def edits(role: cast.Role, old: str, new: str) -> Act:
    """Somebody edits the message of theirs in which these words stand."""

    async def act(workspace: Workspace) -> None:
        message = _newest(workspace, role, old)
        text = str(message["text"]).replace(old, new)
        await workspace.edit(role.person, message["ts"], text)

    return act


def presses(role: cast.Role, label: str) -> Act:
    """Somebody presses the newest button that is called so."""

    async def act(workspace: Workspace) -> None:
        conversation = workspace.dm(role.person)
        for message in reversed(workspace.messages(conversation)):
            for block in message.get("blocks", ()):
                for element in block.get("elements", ()):
                    if element.get("type") == "button" and element["text"]["text"] == label:
                        await workspace.press(
                            role.person,
                            conversation,
                            message["ts"],
                            element["action_id"],
                            block_id=block["block_id"],
                            value=element.get("value"),
                        )
                        return
        raise LookupError(label)

    return act


def _newest(workspace: Workspace, role: cast.Role, words: str) -> dict[str, str]:
    for message in reversed(workspace.messages(workspace.dm(role.person))):
        if message.get("user") == role.person and words in message["text"]:
            return message
    raise LookupError(words)


def _before(**span: float) -> datetime:
    return CALL - timedelta(**span)


def _the_week_before() -> Sequence[Scene]:
    return (
        Scene(
            _before(days=7, hours=20),
            "The week before: Tilda reports for Software",
            writes(
                cast.SOFTWARE,
                "News:",
                "- HTCondor CE load tests reached 12K jobs on a single CE",
                "- Packaged the new accounting probe",
                "Ongoing:",
                "- Working on a bunch of small certificate tool changes",
                "- IPv6 evaluation of the worker node client",
            ),
        ),
        Scene(_before(days=7), "The week before: the minutes are posted"),
        Scene(_before(days=6), "The week before: the late window ends"),
    )


def _the_week() -> Sequence[Scene]:
    return (
        Scene(
            _before(days=4),
            "Friday: Tilda writes early, without headings; the bot knows last week's list",
            writes(
                cast.SOFTWARE,
                "- HTCondor CE load tests reached 16K jobs on a single CE",
                "- Working on a bunch of small certificate tool changes",
                "- IPv6 evaluation of the worker node client",
                "- Updating to HTCondor 24.3 in Upcoming",
                "   - blocked on one failing test, fix is in review",
            ),
        ),
        Scene(_before(hours=24), "Monday, 16:00: the bot asks every lead"),
        Scene(
            _before(hours=22, minutes=50),
            "Anush reports for Atlas",
            writes(
                cast.ATLAS_ONE,
                "Hi! For tomorrow:",
                "- General production status",
                "   - production was stable at 30-40K running job slots",
                "   - *1.6M* pilots, CPU/walltime ratio of 74%",
            ),
        ),
        Scene(
            _before(hours=21),
            "Wei, who shares the area, adds a line",
            writes(cast.ATLAS_TWO, "- Data transfer rate was ~110TB/day at the Tier-1 for last week"),
        ),
        Scene(
            _before(hours=7),
            "Tuesday: Sasha reports for the Operations Center in two messages",
            writes(
                cast.OPERATIONS,
                "*Last week*",
                "- <https://status.example.org/availability|Services availability and reliability>",
                "- Quiet week overall",
                "- Replicated accounting database lagged for 6 hours on the 4th",
            ),
        ),
        Scene(
            _before(hours=6, minutes=55),
            "… the second one",
            writes(
                cast.OPERATIONS,
                "*This week*",
                "- ITB release, see <https://blog.example.org/2027/01/itb|the change log>",
                "- Updates to OIM, MyOSG and GratiaWeb",
            ),
        ),
        Scene(
            _before(hours=6, minutes=30),
            "Sasha edits a number in the first one",
            edits(cast.OPERATIONS, "lagged for 6 hours", "lagged for 9 hours"),
        ),
        Scene(_before(hours=3), "Tuesday, 13:00: the first reminder goes to those who have not reported"),
        Scene(
            _before(hours=2, minutes=40),
            "Tomas presses Nothing new for CMS",
            presses(cast.CMS, "Nothing new"),
        ),
        Scene(
            _before(hours=2),
            "Karen reports an emergency for Security",
            writes(
                cast.SECURITY,
                "Emergencies:",
                "- CVE-2027-0142 in the token issuer is being exploited, sites must update today",
                "Operations",
                "- Traceability drill with two VOs, write-up this week",
                "- Set POLICY = draft is what the wiki page says, needs a review",
            ),
        ),
        Scene(_before(hours=1, minutes=50), "Karen finds it right", presses(cast.SECURITY, "Looks right")),
        Scene(_before(minutes=30), "Tuesday, 15:30: the last call, for User Support and Release"),
        Scene(
            _before(minutes=20),
            "Magnus answers between two other things",
            writes(
                cast.SUPPORT_TWO,
                "sorry, was in a meeting",
                "A university in Florida wants to join as a resource provider; Chiara & I are helping them.",
                "thanks!",
            ),
        ),
        Scene(
            _before(minutes=15),
            "Vera, who leads no area, writes to the bot",
            writes(cast.VISITOR, "Could I get the minutes by mail?"),
        ),
        Scene(_before(), "Tuesday, 16:00: the minutes are posted"),
        Scene(
            _before(hours=-1, minutes=-30),
            "Teo is late with Release; the posted minutes are amended in place",
            writes(
                cast.RELEASE,
                "News: OSG 24.3 is out: VOMS 2.1.4, XRootD 5.9, frontier-squid 6.13",
                "Ongoing: MyProxy and gridftp clients to allow TLS 1.3",
            ),
        ),
    )


SCENES: Sequence[Scene] = (*_the_week_before(), *_the_week())


async def play(
    workspace: Workspace,
    *,
    move: Callable[[datetime], Awaitable[None]],
    tell: Callable[[Scene], None],
    scenes: Sequence[Scene] = SCENES,
) -> None:
    """Play the scenes one after another; `move` sets the clock and lets the bot take its turn."""
    for scene in scenes:
        tell(scene)
        await move(scene.at)
        if scene.act is not None:
            await scene.act(workspace)
            await workspace.settled()
            await move(scene.at)
        await workspace.settled()  # a file may still be on its way into the channel


def populate(workspace: Workspace) -> None:
    """Let everybody in, and the bot into their channel."""
    for role in cast.EVERYBODY:
        workspace.add_person(role.person, role.name, tz=role.zone)
    workspace.add_channel(cast.CHANNEL, cast.CHANNEL_NAME, members=[role.person for role in cast.EVERYBODY])
