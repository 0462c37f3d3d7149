"""/minutes areas, over the wire."""

import pytest

from bot.model.absence import Absence
from bot.model.call import StandIn
from tests.handlers.commands.test_commands import answer
from tests.handlers.samples import DAY

pytestmark = pytest.mark.wire


async def test_areas_name_their_leads_and_stand_ins_without_a_mention(bot):
    absence = Absence("U0TIM", DAY, DAY, StandIn("<!channel>", "U0BY"))
    await bot.context.store.change(lambda book: book.keep_absence(absence))
    (said,) = await answer(bot, "areas", person="U0ANA")
    assert said["text"].splitlines() == [
        "*The areas of the Production call*, as on Tuesday, January 12",
        "• *Software*: Tim T. (away, &lt;!channel&gt; stands in); style nested",
        "• *Storage*: Ana B. (you report here); style flat",
        "• *Networks*: Ana B. (you report here); style plain",
    ]


async def test_who_leads_nothing_is_told_how_to_get_in(bot):
    (said,) = await answer(bot, "areas", person="U0BY")
    assert "Ask Scott to add you." in said["text"]
    (said,) = await answer(bot, "areas", person="U0CHAIR")
    assert "As a chair you can change who does with `/minutes setup`." in said["text"]
