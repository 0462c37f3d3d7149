"""Bends samples by chance, so that they are nearly right. Pure: the same dice bend the same way."""

from copy import deepcopy
from random import Random
from typing import Any

WORDS = (
    *(
        "",
        " ",
        "\0",
        "\n",
        "\r\n",
        "\u2028",
        "\ud800",
        "\U0001f600",
        "\u202e",
        "\x1b[2J",
        "\u200b",
        "\xc9\u0301",
    ),
    *("..", "/", "//", "|", "||", "=1", "'", '"', "\\", "%s", "{}", "{call}", "#", "((((((((", "[[[["),
    *(
        "%INCLUDE{X}%",
        "<!channel>",
        "<@U0BY>",
        "<script>",
        "<verbatim>",
        "%META:TOPICINFO{",
        "---++ X",
        "\t* ",
    ),
    *("-1", "0", "1e999", "NaN", "9" * 40, "99999-99-99", "2027-02-30", "0001-01-01", "9999-12-31", "25:61"),
    *(
        "News:",
        "Emergencies:",
        "none",
        "None",
        "- ",
        "```",
        "''' ",
        '"""',
        "name = 1",
        "[[call]]",
        "A" * 3000,
    ),
)
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**63, -(2**70), 0.5, float("inf"), "", "x", "1.0", "2027-01-12"),
    *([], [[]], {}, {"x": None}, [None], [1, "a", {}], {"id": 1}, {"type": "x"}, {"value": []}, *WORDS[:12]),
)


def bent(sample: Any, dice: Random) -> Any:
    """A copy of a sample with something in it changed, left out, doubled or put in another's place."""
    copy = deepcopy(sample)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        copy = _bent_once(copy, dice)
    return copy


def bent_text(text: str, dice: Random) -> str:
    """A text with a piece changed, cut, doubled, moved, or with an odd word put in."""
    for _ in range(dice.choice((1, 1, 2, 4, 12))):
        here, there = sorted((dice.randint(0, len(text)), dice.randint(0, len(text))))
        there = min(there, here + dice.choice((1, 5, 40, 400)))
        piece, word = text[here:there], dice.choice(WORDS)
        put = dice.choice((word, "", piece * 2, piece[::-1], piece + word, word + piece, piece.swapcase()))
        text = text[:here] + put + text[there:]
    return text


def bent_bytes(data: bytes, dice: Random) -> bytes:
    """Bytes of which a few are changed, cut or doubled."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 2, 8))):
        here = dice.randint(0, len(changed))
        length = dice.choice((0, 1, 1, 4, 64))
        changed[here : here + length] = dice.randbytes(dice.choice((0, 1, 3)))
    return bytes(changed)


def _bent_once(value: Any, dice: Random) -> Any:
    """Go down to a random place, the deeper the likelier, and change what stands there."""
    if isinstance(value, dict) and value and dice.random() < 0.9:
        return _bent_mapping(value, dice)
    if isinstance(value, list) and value and dice.random() < 0.9:
        return _bent_list(value, dice)
    if isinstance(value, str) and dice.random() < 0.7:
        return bent_text(value, dice)
    return deepcopy(dice.choice(ODD))


def _bent_mapping(value: dict[str, Any], dice: Random) -> dict[str, Any]:
    name = dice.choice(sorted(value))
    match dice.randrange(10):
        case 0:
            del value[name]
        case 1:
            value[dice.choice(sorted(value))] = value[name]
        case 2:
            value[bent_text(name, dice)] = value.pop(name)
        case _:
            value[name] = _bent_once(value[name], dice)
    return value


def _bent_list(value: list[Any], dice: Random) -> list[Any]:
    place = dice.randrange(len(value))
    match dice.randrange(8):
        case 0:
            del value[place]
        case 1:
            value.insert(place, deepcopy(value[place]))
        case 2:
            dice.shuffle(value)
        case _:
            value[place] = _bent_once(value[place], dice)
    return value
