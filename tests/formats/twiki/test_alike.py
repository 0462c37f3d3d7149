"""What the visual editor writes anew says the same; what a hand changed does not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.twiki.alike import alike
from bot.formats.twiki.amend import EditedByHand, amend_page
from bot.formats.twiki.escape import escape
from bot.formats.twiki.write import twiki
from bot.model.call import Style
from bot.model.update import Item, Sections
from bot.model.words import Span
from tests.formats.samples import area, full, item, minutes
from tests.formats.twiki.visual_editor import edited_visually

OURS = """\
---++ Software (Ana B.)

   * News
      * <b>HTCondor</b> 9 &#8211; see [[https://x.example/a?b=1&amp;c=2][notes]]
      * !PanDA is in <code>/opt</code>
   * Ongoing (and no significant news)
      * caf&#233; at 70%
"""

BY_EDITOR = {
    "characters for entities": ("&#8211;", "\u2013"),
    "a named entity": ("caf&#233;", "caf&eacute;"),
    "composed characters": ("caf&#233;", "cafe\u0301"),
    "signs for bold": ("<b>HTCondor</b>", "*HTCondor*"),
    "other tags for bold": ("<b>HTCondor</b>", "<strong>HTCondor</strong>"),
    "signs for code": ("<code>/opt</code>", "=/opt="),
    "a plain ampersand in a link": ("1&amp;c", "1&c"),
    "another escape": ("!PanDA", "<nop>PanDA"),
    "more blanks": ("caf&#233; at", "caf&#233;  at"),
    "a hard space": ("caf&#233; at", "caf&#233;&nbsp;at"),
    "blank lines": ("   * Ongoing", "\n   * Ongoing"),
    "no blank line": ("(Ana B.)\n\n", "(Ana B.)\n"),
    "a space at the end": ("70%", "70% "),
}
BY_HAND = {
    "a word": ("caf&#233;", "tea"),
    "an accent": ("caf&#233;", "cafe"),
    "a figure": ("70%", "71%"),
    "a line that is gone": ("      * caf&#233; at 70%\n", ""),
    "a line more": ("70%\n", "70%\n      * and more\n"),
    "another place": ("      * !PanDA", "         * !PanDA"),
    "another label": ("   * Ongoing (and no significant news)", "   * Emergencies"),
    "another address": ("c=2", "c=3"),
    "another label of a link": ("[notes]", "[the notes]"),
    "bold that is gone": ("<b>HTCondor</b>", "HTCondor"),
    "bold that is new": ("at 70%", "*at* 70%"),
    "what is struck out": ("at 70%", "<del>at 70%</del>"),
    "what was put in": ("at 70%", "at <ins>70%</ins>"),
    "a picture": ("at 70%", 'at 70% <img src="%ATTACHURL%/a.png" />'),
    "a table": ("70%\n", "70%\n\n| *a* | *b* |\n"),
    "a macro": ("70%\n", '70%\n%TABLE{sort="off"}%\n'),
    "a signature": ("70%\n", "70%\n\n-- Main.AnaB - 06 Jan 2026\n"),
    "a remark for editors": ("70%\n", "70%\n<!-- ask Ana\nagain -->\n"),
    "another name": ("(Ana B.)", "(Ana C.)"),
}


@pytest.mark.parametrize("changed", BY_EDITOR.values(), ids=BY_EDITOR)
def test_what_the_editor_writes_otherwise_says_the_same(changed):
    assert changed[0] in OURS
    assert alike(OURS.split("\n"), OURS.replace(*changed).split("\n"))


@pytest.mark.parametrize("changed", BY_HAND.values(), ids=BY_HAND)
def test_what_a_hand_changed_says_something_else(changed):
    assert changed[0] in OURS
    assert not alike(OURS.split("\n"), OURS.replace(*changed).split("\n"))


def test_one_edit_in_the_visual_editor_makes_no_other_area_look_written_by_hand():
    before = full()
    page = edited_visually(twiki(before))
    for position, one in enumerate(before.areas):
        said = replace(one, silence=None, sections=Sections(news=(item("something new"),)))
        after = replace(before, areas=(*before.areas[:position], said, *before.areas[position + 1 :]))
        assert "something new" in amend_page(page, after, (before,)).text


def test_what_a_hand_changed_beside_the_editor_is_still_kept():
    ana = area("Ana (Ana B.)", Style.FLAT, sections=Sections(news=(item("caf\u00e9 \u2013 open"),)))
    before = minutes(ana)
    after = minutes(replace(ana, sections=Sections(news=(item("closed"),))))
    page = edited_visually(twiki(before))
    assert "closed" in amend_page(page, after, (before,)).text
    with pytest.raises(EditedByHand):
        amend_page(page.replace("open", "open at ten"), after, (before,))


spans = st.builds(
    Span,
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20),
    bold=st.booleans(),
    italic=st.booleans(),
)


@given(st.lists(spans, min_size=1, max_size=4))
def test_whatever_was_said_is_the_same_after_the_editor(said):
    line = f"   * {escape(Item(tuple(said)).words)}"
    assert alike([line], edited_visually(line).split("\n"))


@given(st.lists(st.text(st.sampled_from("   \t*-+|<>!%[]abc<b>&#1;\n"), max_size=60), max_size=6))
def test_everything_is_like_itself_and_takes_no_exception(lines):
    assert alike(lines, [f"{line} " for line in lines]) in (True, False)
    assert alike(lines, list(lines))
