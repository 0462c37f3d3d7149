"""The blocks of a Markdown text as lines of a wiki page that says the same, word for word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bot.formats.twiki.escape import Place, code_block, escape
from bot.model.call import Charset
from bot.model.words import Span, Words, plain

_LEVEL = "   "
_TASKS = {"[ ] ": "", "[x] ": "\u2705 ", "[X] ": "\u2705 "}
_PARAGRAPHS = ("paragraph", "html_block")
_TAG = re.compile(r"(<[^<>]*>)")
_PICTURE = re.compile(r"<img\b[^<>]*\bsrc\s*=\s*[\"']([^\"'<>\s]+)", re.IGNORECASE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_BARE = re.compile(r"</?[a-z][a-z0-9]*\s*/?>", re.IGNORECASE)
_DEEPEST = 40  # lists that are written one below the other


def wiki_lines(tokens: Sequence[Token], deeper: int) -> Iterator[str]:
    """The lines of a page; headings stand so many levels deeper than in the Markdown."""
    for node in SyntaxTreeNode(tokens).children:
        yield from _block(node, deeper)
        yield ""


def words_of(node: SyntaxTreeNode) -> Words:
    """What stands in a heading or paragraph."""
    return tuple(
        span for inline in node.children for each in inline.children for span in _spans(each, Span(""))
    )


def _block(node: SyntaxTreeNode, deeper: int) -> Iterator[str]:
    match node.type:
        case "heading":
            level = max(1, int(node.tag[1:]) + deeper)
            yield f"---{'+' * level} {escape(words_of(node), Place.HEADING, Charset.UTF8)}"
        case "bullet_list" | "ordered_list":
            yield from _list(node, 1)
        case "table":
            yield from _table(node)
        case "blockquote":
            yield from (f"{_LEVEL}* {line}" for line in _quoted(node))
        case "paragraph":
            yield escape(words_of(node), Place.PARAGRAPH, Charset.UTF8)
        case "fence" | "code_block":
            yield code_block(node.content.rstrip("\n"), Charset.UTF8)
        case "html_block" if not node.content.lstrip().startswith("<!--"):
            yield escape(_html(node.content), Place.PARAGRAPH, Charset.UTF8)
        case "html_block":
            yield node.content.rstrip("\n")


def _list(node: SyntaxTreeNode, depth: int) -> Iterator[str]:
    for item in node.children:
        yield from _item(item, min(depth, _DEEPEST))


def _item(item: SyntaxTreeNode, depth: int) -> Iterator[str]:
    """An item with its paragraphs on one line, and what else it has below it."""
    paragraphs = [_paragraph(each) for each in item.children if each.type in _PARAGRAPHS]
    if paragraphs:
        first, *others = paragraphs
        said = [*_ticked(first), *(span for each in others for span in (Span("\n"), *each))]
        yield f"{_LEVEL * depth}* {escape(tuple(said), Place.BULLET, Charset.UTF8)}"
    for each in item.children:
        if each.type in ("bullet_list", "ordered_list"):
            yield from _list(each, depth + 1)
        elif each.type == "blockquote":
            yield from (f"{_LEVEL * (depth + 1)}* {line}" for line in _quoted(each))
        elif each.type in ("fence", "code_block"):
            yield f"{_LEVEL * (depth + 1)}* {code_block(each.content.rstrip(chr(10)), Charset.UTF8)}"
        elif each.type not in _PARAGRAPHS:
            yield from _block(each, 0)


def _paragraph(node: SyntaxTreeNode) -> Words:
    return words_of(node) if node.type == "paragraph" else _html(node.content)


def _html(source: str) -> Words:
    """What a block of HTML shows."""
    parts = enumerate(_TAG.split(source.strip()))
    return tuple(_tag(part, Span("")) if number % 2 else Span(part) for number, part in parts)


def _ticked(said: Words) -> Words:
    """A task: one that is done is marked so."""
    if said and (mark := _TASKS.get(said[0].text[:4])) is not None:
        return (replace(said[0], text=mark + said[0].text[4:]), *said[1:])
    return said


def _quoted(node: SyntaxTreeNode) -> Iterator[str]:
    """The lines of a quotation, each as one."""
    for each in node.walk():
        if each.type == "paragraph":
            yield escape((Span("> "), *words_of(each)), Place.BULLET, Charset.UTF8)
        elif each.type in ("fence", "code_block"):
            yield code_block(each.content.rstrip("\n"), Charset.UTF8)


def _table(node: SyntaxTreeNode) -> Iterator[str]:
    for row in (each for each in node.walk() if each.type == "tr"):
        cells = (
            escape(words_of(cell), Place.CELL, Charset.UTF8) if words_of(cell) else ""
            for cell in row.children
        )
        header = row.children and row.children[0].type == "th"
        yield "| " + " | ".join(f"*{cell}*" if header and cell else cell for cell in cells) + " |"


def _spans(node: SyntaxTreeNode, style: Span) -> Iterator[Span]:
    """What stands in a line, in its style."""
    match node.type:
        case "text":
            yield replace(style, text=node.content)
        case "html_inline":
            yield _tag(node.content, style)
        case "code_inline":
            yield replace(style, text=node.content, code=True)
        case "softbreak":
            yield replace(style, text=" ")
        case "hardbreak":
            yield Span("\n")
        case "image":
            yield replace(style, text=node.content or str(node.attrs["src"]), url=str(node.attrs["src"]))
        case "link":
            label = plain(span for each in node.children for span in _spans(each, style))
            yield replace(style, text=label, url=str(node.attrs["href"]))
        case _:
            for each in node.children:
                yield from _spans(each, _styled(style, node.type))


def _tag(tag: str, style: Span) -> Span:
    """What a tag of HTML shows: a break, a picture as its address, nothing; one that says more, itself."""
    if picture := _PICTURE.match(tag):
        return replace(style, text=picture[1], url=picture[1])
    if _BREAK.match(tag):
        return Span("\n")
    return replace(style, text="" if _BARE.fullmatch(tag) else tag)


def _styled(style: Span, kind: str) -> Span:
    match kind:
        case "strong":
            return replace(style, bold=True)
        case "em":
            return replace(style, italic=True)
        case "s":
            return replace(style, strike=True)
        case _:
            return style
