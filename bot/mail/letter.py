"""Minutes as a mail: plain text with an HTML alternative, the same to the letter at every try. Pure."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from bot.formats.html import html
from bot.formats.legible import one_line
from bot.formats.text import text
from bot.model.message import MinutesMail
from bot.setting_values import MailSender

AS_ASCII = SMTP.clone(
    cte_type="7bit", max_line_length=76
)  # any server takes that; RFC 2045 6.7 for the length


def letter(mail: MinutesMail, key: str, sender: MailSender, team: str) -> bytes:
    """Write the mail of a delivery as it goes over the wire.

    Its identity is made of the `key` and of who sends it, so that a second copy can be known as one, and the
    mail of another `team` cannot be taken for one.
    """
    message = EmailMessage(AS_ASCII)
    again = "Amended: " if mail.after else ""
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = one_line(f"{again}{mail.minutes.title}")
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = identity(key, sender, team)
    if mail.after:
        message["In-Reply-To"] = message["References"] = identity(mail.after, sender, team)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is answered to it
    # Always so encoded, also where it is ASCII: then no line in it can be the boundary, which has a "=".
    message.set_content(text(mail.minutes), cte="quoted-printable")
    message.add_alternative(html(mail.minutes), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{_digest(key, sender, team)}")
    return message.as_bytes()


def identity(key: str, sender: MailSender, team: str) -> str:
    """The Message-ID of a delivery: the same for ever, and nobody else's."""
    return f"<{_digest(key, sender, team)}@{sender.domain}>"


def _digest(key: str, sender: MailSender, team: str) -> str:
    known_by = f"{team}\0{sender.address}\0{key}"
    return sha256(known_by.encode("utf-8", "surrogatepass")).hexdigest()[
        :24
    ]  # short, so that its line is not folded
