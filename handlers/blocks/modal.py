"""Forms that open over a conversation: the window and its fields. Pure."""

from collections.abc import Sequence

from handlers.blocks.parts import Block, plain_text


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback: str = "",
    submit: str = "",
    close: str = "Cancel",
    metadata: str = "",
) -> Block:
    """A window; with `submit` it can be sent, and `callback` says what it is then."""
    return {
        "type": "modal",
        **({"callback_id": callback} if callback else {}),
        "title": plain_text(title),
        **({"submit": plain_text(submit)} if submit else {}),
        "close": plain_text(close),
        **({"private_metadata": metadata} if metadata else {}),
        "blocks": list(blocks),
    }


def field(name: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """A field of a form; its element goes by the field's name unless it has one of its own."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain_text(label),
        "element": {"action_id": name, **element},
        **({"hint": plain_text(hint)} if hint else {}),
        **({"optional": True} if optional else {}),
    }
