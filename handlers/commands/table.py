"""Every command there is, in the order in which help lists them."""

from handlers.commands.announcing import announcing
from handlers.commands.command import Command, OfMeeting, Plain
from handlers.commands.help import explain
from handlers.commands.on_behalf import report_for
from handlers.commands.posting import post
from handlers.commands.standing import preview, status

COMMANDS: dict[str, Command] = {
    "help": Plain(lambda asked, at: explain(asked, at, COMMANDS), "this list"),
    "status": OfMeeting(status, "who has reported, and who has not"),
    "preview": OfMeeting(preview, "the minutes as they would be posted now"),
    "for": OfMeeting(
        report_for,
        "report for an area on behalf of its leads",
        example="for Software: XRootD 5.9 is out",
        free=True,
    ),
    "announce": OfMeeting(
        announcing,
        "announce something to everybody at the meeting, or list what is announced",
        example="announce Power cut on Friday",
        free=True,
    ),
    "post": OfMeeting(post, "post the minutes now", chairs=True),
}
