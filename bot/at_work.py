"""A bot out of its parts: put together, connected and woken, for as long as it is wanted."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial

from bot.app import Bot
from bot.calls_on_disk import apply_news, warn_without_mail
from bot.clock import now, running
from bot.clock_guard import ClockGuard
from bot.composition import BotParts, bot_parts
from bot.cycle.tell_trouble import tell_no_copy
from bot.daily_copies import DailyCopiesBeside
from bot.listening import introduction, listening
from bot.ports import Clock, Running
from bot.settings import Settings


@asynccontextmanager
async def at_work(
    settings: Settings, clock: Clock = now, running: Running = running, *, pretends: bool = False
) -> AsyncIterator[Bot]:
    """The whole bot, connected and woken by its heartbeat, until the context ends.

    Turns are taken by who asks for it: `run` until cancelled, or `turn` once. A clock that `pretends` another
    time on purpose is not compared with Slack's.
    """
    async with bot_parts(settings, clock) as parts:
        made_of = replace(parts, slack_time=None) if pretends else parts
        async with bot_of(made_of, settings, running) as bot:
            yield bot


@asynccontextmanager
async def bot_of(parts: BotParts, settings: Settings, running: Running = running) -> AsyncIterator[Bot]:
    """The bot that is made of these parts, in the same way."""
    bot, _ = made_of(parts, settings, running)
    at, may_mail = parts.context, settings.sends_mail
    if settings.calls_file:
        await apply_news(settings.calls_file, at.store, at.clock(), parts.journal, may_mail=may_mail)
    if not may_mail:
        await warn_without_mail(at.store)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bot.stop)
        alarm_clock = await stack.enter_async_context(
            listening(settings, parts, bot.health, wake=bot.wake, missed=bot.connected)
        )
        bot.waking.alarm = alarm_clock.set
        if parts.copies is not None:
            tell = partial(_no_copy, bot)
            beside = DailyCopiesBeside(parts.copies, parts.context.clock, bot.health.copied, tell)
            stack.push_async_callback(beside.stop)
        yield bot


async def _no_copy(bot: Bot, reason: str) -> None:
    await bot.context.store.change(tell_no_copy, reason=reason, now=bot.context.clock())
    bot.wake()


def made_of(parts: BotParts, settings: Settings, running: Running = running) -> tuple[Bot, BotParts]:
    """The bot that is made of these parts, with a clock that is guarded; and the parts with that clock."""
    parts.journal(introduction(parts, settings))
    clock = ClockGuard(parts.context.clock, running, parts.slack_time)
    clock.told(parts.identity.told_at)
    guarded = replace(parts, context=replace(parts.context, clock=clock))
    its = (guarded.context, parts.wiki, parts.inbox, parts.look_back, clock)
    bot = Bot(
        *its,
        repository=parts.repository,
        mail=parts.mail,
        journal=parts.journal,
        tick_seconds=settings.tick_seconds,
    )
    return bot, guarded
