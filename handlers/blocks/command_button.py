"""A button that types a command. Pure.

It stands outside the commands, so that what the bot says on its own account can have such buttons too.
"""

from handlers.blocks.parts import BUTTON_CHARACTERS, Block, plain_text, shorten

RUN = "run"
LONGEST_TYPED = 2_000  # characters that the value of a button may have


def typing(
    label: str, typed: str, number: int | str, *, style: str | None = None, confirm: Block | None = None
) -> Block:
    """A button that types a command for whoever presses it; `number` is unique within its block.

    The block's id says about which call and meeting it is, as for all buttons (see `action_ids`);
    without a meeting it ends with the slash.
    """
    return {
        "type": "button",
        "text": plain_text(shorten(label, BUTTON_CHARACTERS)),
        "action_id": f"{RUN}|{number}",
        "value": typed[:LONGEST_TYPED],
        **({"style": style} if style else {}),
        **({"confirm": confirm} if confirm else {}),
    }
