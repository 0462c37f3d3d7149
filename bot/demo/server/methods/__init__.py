"""The methods of the Web API, one module for each family (`chat.*`, `views.*` …).

May touch: the ApiContext they are given.
"""

from bot.demo.server.context import Method
from bot.demo.server.methods import account, chat, conversations, files, history, users, views

METHODS: dict[str, Method] = {
    **account.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **history.METHODS,
    **users.METHODS,
    **views.METHODS,
}
