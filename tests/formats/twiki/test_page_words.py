"""Whatever stands on a page is found again: in its minutes, in its frame, or among what is kept."""

from collections.abc import Iterable
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.formats.twiki.read_page import read_page, write_page
from tests.accuracy.pages import told, words_in

# `@` is a word of its own each time; a page is any of these lines in any order.
LINES = (
    "<h2>@ (@)</h2>",
    "*Attendees:* @, @", "*Emergencies*", "   * Set @ = @", "Other", "   * Attendees: @ - @ @ @ @ @ @",
    "---++ @ (@ & @)", "---++ @", "---++!! @ @", "---+ @", "---+++ @", "---++++ @ @",
    "---++ @ @ @ @ @ @ @ @ @ @", "---++ Attendees: @, @ (@)", "---++ Attendees", "---++ Apologies: @",
    "---+++ Apologies: @ and @", "---++ Announcements: @", "---++ Action Items", "---++ Coordinates",
    "---++ Emergencies", "---+++ Last Week", "---++ Operations This Week", "---+++ News (@)",
    "---++ @ (@ (@) @", "---++ (@)", "---++ @ (@) - @ (@)", "   * @ @", "      * @", "         * @", "  * @",
    "* @", "\t\t* @", "   *@", "   * *@* _@_ =@=", "   1. @", "      1 @", "   $ @: @", "   - @", "- @",
    "   * News", "   * News: @", "   * Ongoing (and @)", "   * Incidents:", "   *", "   * -",
    "   * None. @ @", "   * @ no incidents. No @.", "   * none", "   * Notes", "Notes", "   * Note: @",
    "Operations", "*@*", "@", "@:", "@ @ @ @ @ @ @ @ @ @ @ @ @ @ @ @", "     @", "> @", "== @ ==", "", " ",
    "----", "   * [[http://@.example/@][@]]", "   * [[@][@]]", "[[@]]", "[[http://@/ @]]",
    "   * <a href='http://@/'>@</a>", "| @ | *@* |", "%TABLE{@}%", "%RED%@%ENDCOLOR%%BR%@",
    "-- Main.@ - 06 Jan 2015", "<br />", "   * <br />", "<img src='@.png' />", "     <img alt='@' />",
    "<!-- @", "@ -->", "<!-- @ -->", "<del>@", "</del>", "<del>@</del>@", "<ins>@</ins>", "<ins>", "</ins>@",
    "<strike>@</strike>", "<pre>", "</pre>", "<verbatim>", "@</verbatim>", "<ul><li>@",
    "</li><li>@</li></ul>@", "<li>@", "</ul>", "<ol>", "<blockquote>@</blockquote>",
    '<div class="twikiConflict"><b>CONFLICT</b> version 3:</div>',
    '<div class="twikiConflict"><b>CONFLICT</b> end</div>', "@&nbsp;@ &lt;@&gt; &amp;@", "!@ <nop>@ %<nop>@",
)  # fmt: skip
PAGES = st.lists(st.sampled_from(LINES), max_size=40)


def page_of(lines: Iterable[str]) -> tuple[str, list[str]]:
    """The lines with a word in each place for one, and these words."""
    numbers = count()
    words: list[str] = []
    written = []
    for line in lines:
        first, *others = line.split("@")
        for part in others:
            words.append(f"w{next(numbers)}x")
            first += words[-1] + part
        written.append(first)
    return "\n".join(written), words


@settings(max_examples=5 * settings().max_examples, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_every_word_of_a_page_is_found_again(lines):
    source, words = page_of(lines)
    page = read_page(source)
    known = words_in("\n".join(told(page)))
    assert [word for word in words if word not in known] == []
    assert write_page(page) == source


@given(st.text(st.sampled_from("ab*-+ \n\t<>/delinsu![]()%:|=#.1&;'"), max_size=300))
def test_whatever_stands_on_a_page_is_read(source):
    page = read_page(source)
    assert write_page(page) == source
