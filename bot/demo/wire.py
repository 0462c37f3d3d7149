"""What travels over the wire: JSON objects, the arguments of a call, and refusals."""

import json
from typing import Any

from aiohttp import web

Json = dict[str, Any]


class Refusal(Exception):
    """The workspace says no: `ok: false` with this error."""

    def __init__(self, error: str, **details: Any) -> None:
        self.error = error
        self.details = details
        super().__init__(error)

    def answer(self) -> Json:
        """The refusal as it is sent."""
        return {"ok": False, "error": self.error, **self.details}


class Arguments:
    """The arguments of one call, however they travelled: flags may be text, objects may be JSON."""

    def __init__(self, given: Json) -> None:
        self.given = {name: value for name, value in given.items() if value is not None}

    def __contains__(self, name: str) -> bool:
        return name in self.given

    def text(self, name: str, default: str = "") -> str:
        """An argument as text."""
        value = self.given.get(name, default)
        return value if isinstance(value, str) else json.dumps(value)

    def need(self, name: str) -> str:
        """An argument that may not be missing."""
        if self.given.get(name, "") == "":
            missing = f"[ERROR] missing required field: {name}"
            raise Refusal("invalid_arguments", response_metadata={"messages": [missing]})
        return self.text(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """An argument as yes or no: `true` and `1` are yes."""
        return str(self.given.get(name, default)).lower() in {"true", "1"}

    def number(self, name: str, default: int, error: str) -> int:
        """An argument as a whole number."""
        try:
            return int(self.given.get(name, default))
        except (TypeError, ValueError) as wrong:
            raise Refusal(error) from wrong

    def parsed(self, name: str, error: str) -> Any:
        """An argument that is an object or a list, given as such or as JSON text; None if it is missing."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as wrong:
            raise Refusal(error) from wrong


async def arguments(request: web.Request) -> Json:
    """Merge what came in the query, in a form body and in a JSON body."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.read()
        try:
            given |= json.loads(body) if body else {}
        except (TypeError, ValueError) as wrong:
            raise Refusal("invalid_json") from wrong
    elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        given |= dict(await request.post())
    return given
