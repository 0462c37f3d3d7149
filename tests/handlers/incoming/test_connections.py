"""Who connects, and how many at a time are served."""

import asyncio
from contextlib import suppress

import pytest

from bot.health import Health, serve

MOST = 3
ASKING = b"GET /health HTTP/1.1\r\nHost: bot\r\n\r\n"


@pytest.fixture
async def port(unused_tcp_port):
    stop = await serve(("127.0.0.1", unused_tcp_port), Health(), {}, patience=30.0, most=MOST)
    yield unused_tcp_port
    await stop()


async def asked(port: int) -> bytes:
    """The first line of the answer; nothing where we were cut off."""
    reading, writing = await asyncio.open_connection("127.0.0.1", port)
    try:
        writing.write(ASKING)
        return await reading.readline()
    except ConnectionError:
        return b""
    finally:
        writing.close()
        with suppress(ConnectionError):
            await writing.wait_closed()


async def test_one_connection_more_than_are_served_is_cut_off_and_those_there_are_answered(port):
    there = [await asyncio.open_connection("127.0.0.1", port) for _ in range(MOST)]
    for reading, writing in there:
        writing.write(ASKING)
        assert (await reading.readline()).startswith(b"HTTP/1.1 200")

    assert await asked(port) == b""

    for _, writing in there:
        writing.close()


async def test_who_comes_when_another_has_left_is_served(port):
    there = [await asyncio.open_connection("127.0.0.1", port) for _ in range(MOST)]
    while await asked(port):  # until all of them have been accepted
        pass

    _, leaving = there.pop()
    leaving.close()

    while not await asked(port):
        pass
    for _, writing in there:
        writing.close()
