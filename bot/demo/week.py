"""The scripted week as a whole: fills a workspace with people and plays the scenes."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from bot.demo.story import cast
from bot.demo.story.scene import Scene
from bot.demo.story.scenes_at_the_call import AT_THE_CALL
from bot.demo.story.scenes_before import BEFORE
from bot.demo.workspace import Workspace

START = datetime(2027, 1, 4, 15, tzinfo=UTC)  # the Monday before the week that is played
SCENES: Sequence[Scene] = (*BEFORE, *AT_THE_CALL)
Move = Callable[[datetime], Awaitable[None]]


async def play(
    workspace: Workspace, *, move: Move, tell: Callable[[Scene], None], scenes: Sequence[Scene] | None = None
) -> None:
    """Play the scenes one after another; `move` sets the clock and lets the bot take its turn."""
    for scene in SCENES if scenes is None else scenes:
        tell(scene)
        await perform(scene, workspace, move)


async def perform(scene: Scene, workspace: Workspace, move: Move) -> None:
    """Play one scene, and wait until everything that it brings has happened."""
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
