"""A deployment for several workspaces, at work."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.teams.stage import Stage, made


@pytest.fixture
async def closed(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Stage]:
    """One that is not open yet."""
    async with made(f"sqlite:///{tmp_path}/minutesbot.db", unused_tcp_port) as stage:
        yield stage


@pytest.fixture
async def stage(closed: Stage) -> AsyncIterator[Stage]:
    async with closed.open():
        yield closed
