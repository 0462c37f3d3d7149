"""What a workspace has to complain about at the end of a test."""

from bot.demo.workspace import Workspace


def complaints(workspace: Workspace) -> tuple[list[str], list[str]]:
    """The calls that were refused, with the error, and what a bot that listened did not acknowledge."""
    refused = [f"{record.name}: {record.answer['error']}" for record in workspace.refused]
    listened = any(record.name == "apps.connections.open" for record in workspace.ledger)
    return refused, [envelope.name for envelope in workspace.unacked] if listened else []
