"""Names that change."""

from typing import Protocol


class Renaming(Protocol):
    """Names that change."""

    def rename_area(self, call: str, old: str, new: str) -> None:
        """Let all that is stored of an area be of its new name; the headings in minutes stay as posted."""

    def rename_call(self, old: str, new: str) -> None:
        """Let all that is stored of a call be of its new name; the titles of minutes stay as posted.

        Messages keep the key that they carry in the chat. Until the call is kept with its former names it is
        not found by them.
        """
