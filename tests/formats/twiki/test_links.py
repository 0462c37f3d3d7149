"""Links of a page lead back to its wiki where that is known."""

import pytest

from bot.formats.twiki.links import Home
from bot.formats.twiki.read_page import read_page

HOME = Home("https://wiki.example/bin", "Harbour", "January6,2015Meeting")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("[[PumpPlan][the plan]]", "the plan (https://wiki.example/bin/view/Harbour/PumpPlan)"),
        ("[[Main.IdaB#Desk][Ida]]", "Ida (https://wiki.example/bin/view/Main/IdaB#Desk)"),
        ("[[Old.Sub.PumpPlan]]", "Old.Sub.PumpPlan (https://wiki.example/bin/view/Old/Sub/PumpPlan)"),
        ("[[January 13, 2015 Meeting]]", ("January 13, 2015 Meeting "
         "(https://wiki.example/bin/view/Harbour/January13,2015Meeting)")),
        (
            "[[%ATTACHURL%/plan.pdf][the file]]",
            "the file (https://wiki.example/bin/viewfile/Harbour/January6,2015Meeting/plan.pdf)",
        ),
        ("[[https://e.example/a][elsewhere]]", "elsewhere (https://e.example/a)"),
        ("[[#Desk][below]] and [[%URL%/x][a macro]]", "below and a macro (%URL%/x)"),
        ("<pre>[[PumpPlan]]</pre>", "[[PumpPlan]]"),
    ],
)  # fmt: skip
def test_links_to_topics_and_attachments_lead_to_their_wiki(source, said):
    (area,) = read_page(f"---++ Pumps\n   * {source}\n", HOME).areas
    assert [item.text for item in area.body.sections.news] == [said]


def test_without_a_wiki_the_topic_is_kept_beside_its_label():
    (area,) = read_page("---++ Pumps\n   * [[PumpPlan][the plan]] and [[PumpPlan]]\n").areas
    assert [item.text for item in area.body.sections.news] == ["the plan and PumpPlan"]
    assert area.body.kept == ("[[PumpPlan][the plan]]",)
