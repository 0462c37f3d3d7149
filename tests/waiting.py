"""Waiting for a thing and not for a time: also a machine that does much else gets there."""

import asyncio
from collections.abc import Callable

from bot.demo.workspace import Workspace

PATIENCE_SECONDS = 180.0  # what is there sooner is seen sooner; only a test that fails waits for so long


async def until(true: Callable[[], object]) -> None:
    """Wait until something is so that another task or process brings about; raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():  # noqa: ASYNC110 - the wire has no event to wait for
            await asyncio.sleep(0.01)


def patient(workspace: Workspace) -> None:
    """Let a workspace wait for acknowledgements and forms: a busy machine is no bot that is silent."""
    workspace.envelopes.ack_seconds = PATIENCE_SECONDS
    workspace.context.grants.trigger_seconds = PATIENCE_SECONDS
