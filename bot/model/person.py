"""A person: somebody in the workspace, as it knows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the workspace; `trouble` says why they cannot be reached, if so.

    `admin` is who runs the workspace; `stranger` is somebody of another workspace in a shared channel.
    """

    person: str
    name: str
    zone: str = "UTC"
    trouble: str = ""
    admin: bool = False
    stranger: bool = False
