"""What the value of a setting has to look like, and what it is read as; else Wrong is raised.

Pure. May touch: nothing of ours.
"""

from bot.setting_values.addresses import api_url, database_url, http, is_web_address
from bot.setting_values.logs import LogFormat, LogLevel, log_format, log_level
from bot.setting_values.mail import (
    Encryption,
    MailSender,
    MailServer,
    is_mail_address,
    mail_sender,
    mail_server,
)
from bot.setting_values.numbers import count, days, seconds
from bot.setting_values.tokens import of_basic_information, token, token_keys
from bot.setting_values.wrong import Wrong

__all__ = [
    "Encryption",
    "LogFormat",
    "LogLevel",
    "MailSender",
    "MailServer",
    "Wrong",
    "api_url",
    "count",
    "database_url",
    "days",
    "http",
    "is_mail_address",
    "is_web_address",
    "log_format",
    "log_level",
    "mail_sender",
    "mail_server",
    "of_basic_information",
    "seconds",
    "token",
    "token_keys",
]
