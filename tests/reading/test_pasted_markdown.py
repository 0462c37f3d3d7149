"""What is pasted as Markdown keeps its nesting below headings that name nothing known."""

import pytest

from bot.model.call import Area, Section
from bot.model.update import Item
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text


def shown(items: tuple[Item, ...]) -> list[object]:
    return [[item.text, shown(item.items)] if item.items else item.text for item in items]


def read(text: str) -> dict[str, list[object]]:
    ((_, reading),) = understand(document_from_text(text), areas=(Area("Software", ()),), last={})
    return {part.value: shown(reading.sections.of(part)) for part in Section if reading.sections.of(part)}


FARM = ["Mirror farm", [["moved the north", ["two hosts"]], "moved the south"]]


@pytest.mark.parametrize(
    "heading", ["### Mirror farm", "# Mirror farm", "**Mirror farm**", "### **Mirror farm**"]
)
@pytest.mark.parametrize("blank", ["\n", "\n\n", "\n\n\n"])
def test_a_heading_that_names_nothing_known_holds_what_is_below_it(heading, blank):
    assert read(f"{heading}{blank}- moved the north\n    - two hosts\n- moved the south\n") == {
        "news": [FARM]
    }


def test_under_a_known_heading_each_holds_its_own():
    text = (
        "## News\n\n### Mirror farm\n\n- moved the north\n    - two hosts\n- moved the south\n\n"
        "### Tapes\n\n* all read\n\n## Ongoing\n\n- certificates\n"
    )
    assert read(text) == {"news": [FARM, ["Tapes", ["all read"]]], "ongoing": ["certificates"]}


def test_a_line_of_text_with_a_blank_line_behind_it_stands_for_itself():
    assert read("Moved the mirror farm\n\n- all tapes are read\n") == {
        "news": ["Moved the mirror farm", "all tapes are read"]
    }
