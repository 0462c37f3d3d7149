"""Every command there is, in the order in which help lists them."""

from handlers.commands.absences import coming_back, going_away, who_is_away, who_is_back
from handlers.commands.action_items.change import acting
from handlers.commands.action_items.show import to_do
from handlers.commands.announce import announcing
from handlers.commands.areas import areas
from handlers.commands.command import Command, OfCall, OfCalls, OfMeeting, Plain
from handlers.commands.help import explain
from handlers.commands.history import history
from handlers.commands.live_meeting import agree, close, next_area, note, notes, reopening
from handlers.commands.on_behalf import report_for
from handlers.commands.post import post
from handlers.commands.preview import preview
from handlers.commands.privacy import forget_me
from handlers.commands.quiet import quiet_hours
from handlers.commands.remind import remind
from handlers.commands.rename import renaming
from handlers.commands.reschedule import holding, moving, skipping
from handlers.commands.roll_call import apologies, attend, here
from handlers.commands.search import search
from handlers.commands.set_up import set_up
from handlers.commands.standing import ending, pausing, resuming
from handlers.commands.status import status
from handlers.commands.tell_emergency import tell
from handlers.commands.why import why

COMMANDS: dict[str, Command] = {
    "help": Plain(
        lambda asked, at: explain(asked, at, COMMANDS),
        "this list, or only the line of one command",
        example="help action",
    ),
    "status": OfMeeting(status, "who has reported, and who has not"),
    "preview": OfCall(
        preview, "the minutes as they would be posted now, or those of a date", example="preview 5 Jan"
    ),
    "remind": OfMeeting(remind, "remind who has not reported, all or one of them", example="remind @lead"),
    "why": OfCall(why, "why somebody was, or was not, asked", example="why @lead"),
    "areas": OfCall(areas, "who reports for what"),
    "away": OfCall(
        going_away,
        "say when you do not report, and who does instead",
        example="away 12 Jan to 20 Jan @stand-in",
        reporter=who_is_away,
    ),
    "back": OfCall(coming_back, "report again yourself", reporter=who_is_back),
    "quiet": Plain(
        quiet_hours, "when not to ask or remind you, by your own clock", example="quiet 20:00-08:00"
    ),
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
    "action": OfCall(
        acting,
        "add an action item; `action done 12`, `action due 12 friday`, `action owner 12 @Tim` change one",
        example="action add Order the switch @Tim by friday",
        free=True,
    ),
    "actions": OfCall(to_do, "the open action items, with *Done* buttons", example="actions mine"),
    "tell": OfMeeting(
        tell, "tell the channel of an area's emergency before the call", example="tell Software", free=True
    ),
    "here": OfMeeting(here, "answer the roll call: you are there; `here no` takes it back"),
    "apologies": OfMeeting(apologies, "say that you cannot come, or that others cannot"),
    "attend": OfMeeting(
        attend, "who is there; or note others, also guests by name", example="attend @Tim, Ben Smith"
    ),
    "note": OfMeeting(
        note, "note what was said about an area", example="note Software: Ben asks for a date", free=True
    ),
    "notes": OfMeeting(notes, "what is noted, with a way to strike it out"),
    "agree": OfMeeting(agree, "add an action item in a form", free=True),
    "search": OfCalls(
        search,
        "find lines of posted minutes; `in all search …` in all your calls",
        example="search certificate",
    ),
    "history": OfCall(
        history,
        "what became of everything an area or a person reported, at any time or at some",
        example="history Software from 1 Dec to 31 Dec",
        free=True,
    ),
    "forget": Plain(forget_me, "see what I hold of you, and have it erased", example="forget me"),
    "post": OfMeeting(post, "post the minutes now", chairs=True),
    "next": OfMeeting(
        next_area,
        "go to the next area during the call, or to one",
        example="next Software",
        chairs=True,
        free=True,
    ),
    "close": OfMeeting(close, "close the meeting: its minutes stay as they are then", chairs=True),
    "reopen": OfCall(reopening, "open the last closed meeting again, or a call that has ended", chairs=True),
    "skip": OfCall(
        skipping, "do not hold the next meeting, or that of a date", example="skip 29 Dec", chairs=True
    ),
    "move": OfCall(
        moving,
        "hold the next meeting on another day, at another time, or both",
        example="move 13 Jan 17:00",
        chairs=True,
    ),
    "hold": OfCall(holding, "hold a meeting as usual after all", example="hold 29 Dec", chairs=True),
    "pause": OfCall(pausing, "no meetings of the call until further notice", chairs=True),
    "resume": OfCall(resuming, "hold the call again that is paused or has ended", chairs=True),
    "end": OfCall(ending, "end the call for good; it asks first", chairs=True),
    "rename": OfCall(
        renaming,
        "call an area, or with `rename call to NAME` the call, otherwise; all that was written goes with it",
        example="rename Software to Software and Release",
        chairs=True,
        free=True,
    ),
    "setup": Plain(set_up, "set up a call, or change it; `setup history` lists the changes"),
}
