"""What goes out of the bot: to the chat, and to where minutes are kept besides."""

from bot.clock_guard import ClockGuard
from bot.cycle.deliver import deliver
from bot.cycle.hindrances import Hindrances
from bot.cycle.pace import Pace
from bot.model.delivery import Priority
from bot.ports import Mail, Repository, Wiki
from bot.waking import GivesWay
from handlers.context import HandlerContext


class Outgoing:
    """Delivers, and remembers from turn to turn what Slack refuses and how fast it may be spoken to.

    What it sends it claims as the `owner`.
    """

    def __init__(
        self,
        context: HandlerContext,
        clock: ClockGuard,
        owner: str,
        *,
        wiki: Wiki,
        repository: Repository | None,
        mail: Mail | None,
    ) -> None:
        self._context = context
        self._clock = clock
        self._owner = owner
        self._wiki = wiki
        self._repository = repository
        self._mail = mail
        self._hindrances = Hindrances()
        self._pace = Pace()

    async def deliver(self, gives_way: GivesWay, least: Priority) -> int:
        """Deliver what is at `least` so urgent, until it `gives_way`; returns how much was sent."""
        return await deliver(
            store=self._context.store,
            chat=self._context.chat,
            wiki=self._wiki,
            repository=self._repository,
            mail=self._mail,
            clock=self._clock,
            owner=self._owner,
            hindrances=self._hindrances,
            pace=self._pace,
            running=self._clock.running,
            gives_way=gives_way,
            least=least,
        )

    @property
    def refused(self) -> tuple[str, ...]:
        """What Slack refuses until somebody mends it."""
        return self._hindrances.standing(self._clock())
