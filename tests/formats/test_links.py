import pytest

from bot.formats.links import linked
from bot.model.words import Span, words


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("see https://w.example/a.", "https://w.example/a"),
        ("(https://w.example/a)", "https://w.example/a"),
        ("https://w.example/a_(b)", "https://w.example/a_(b)"),
        ("[https://w.example/?q[]=1]", "https://w.example/?q[]=1"),
        ('"HTTP://w.example/"', "HTTP://w.example/"),
        ("*https://w.example/*", "https://w.example/"),
        ("a,https://w.example/b", "https://w.example/b"),
    ],
)
def test_an_address_is_found_without_the_punctuation_of_its_sentence(typed, address):
    assert [span.url for span in linked(words(typed)) if span.url] == [address]
    assert "".join(span.text for span in linked(words(typed))) == typed


@pytest.mark.parametrize(
    "typed", ["https://", "https://.", "xhttps://w.example", "www.example", "ftp://w.example"]
)
def test_what_is_no_web_address_stays_text(typed):
    assert linked(words(typed)) == words(typed)


def test_code_stays_code():
    said = (Span("curl https://w.example", code=True),)
    assert linked(said) == said


def test_a_link_that_cannot_be_followed_becomes_its_label_and_address():
    assert linked((Span("file", url="file:///etc"),)) == words("file (file:///etc)")
    assert linked((Span("", url="https://w.example"),)) == (
        Span("https://w.example", url="https://w.example"),
    )
