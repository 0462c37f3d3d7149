"""The methods of the Web API, one module for each family."""

from bot.demo.methods import account, chat, conversations, files, history, users, views
from bot.demo.office import Method

METHODS: dict[str, Method] = {
    **account.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **history.METHODS,
    **users.METHODS,
    **views.METHODS,
}
