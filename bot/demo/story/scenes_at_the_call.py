"""The scenes of the demo from the call on."""

from collections.abc import Sequence

from bot.demo.story import cast
from bot.demo.story.scene import Scene, presses, writes
from bot.demo.story.scenes_before import before

AT_THE_CALL: Sequence[Scene] = (
    Scene(
        before(),
        "Tuesday, 16:00: the minutes are posted",
        "Every area has its place; Release has not reported, and that is said. The TWiki copy is there.",
        cast.CHAIR,
        room=cast.CHANNEL,
    ),
    Scene(
        before(minutes=-1),
        "Ruth answers the roll call",
        "The minutes have two buttons for it; who presses one stands under the attendees or the apologies.",
        cast.CHAIR,
        presses(cast.CHAIR, "I'm here", cast.CHANNEL),
        room=cast.CHANNEL,
    ),
    Scene(
        before(minutes=-12),
        "Magnus comes late",
        "He stands there with the time at which he came.",
        cast.SUPPORT_TWO,
        presses(cast.SUPPORT_TWO, "I'm here", cast.CHANNEL),
        room=cast.CHANNEL,
    ),
    Scene(
        before(minutes=-15),
        "Ruth goes through the areas",
        "One message in the thread shows area after area, with a place for notes and action items; what is "
        "put in stands in the minutes at once.",
        cast.CHAIR,
        presses(cast.CHAIR, "Go through the areas", cast.CHANNEL),
        room=cast.CHANNEL,
    ),
    Scene(
        before(hours=-1, minutes=-30),
        "Teo is late with Release; the posted minutes are amended in place",
        "The message in the channel changes, a line in its thread says so, and a new TWiki copy follows.",
        cast.CHAIR,
        writes(
            cast.RELEASE,
            "News: OSG 24.3 is out: VOMS 2.1.4, XRootD 5.9, frontier-squid 6.13",
            "Ongoing: MyProxy and gridftp clients to allow TLS 1.3",
        ),
        room=cast.CHANNEL,
    ),
)
