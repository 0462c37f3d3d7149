"""A reader of TWiki markup for the tests, written from the rules of the wiki and not from our writer.

It renders a topic to what a person sees: blocks with their visible text, the targets of links, and every
`surprise`: markup that acted, whether or not it was meant. It is stricter than either wiki: what one of the
two would act on counts.
"""

import html
import re
from dataclasses import dataclass, field

NAME = r"[A-Za-z][A-Za-z0-9_:]*"
META = re.compile(r"^%META:\w+\{", re.MULTILINE)
SETTING = re.compile(rf"^(?:\t| {{3}})+\*\s+(?:Set|Local)\s+{NAME}\s*=", re.MULTILINE)
COMMENT = re.compile(r"#\{|%\{|<!--")
MACRO = re.compile(rf"%{NAME}(?:\{{[^\n]*\}})?%")
TOKEN = re.compile(r"\$(?:nop|n|quot|percnt|dollar|lt|gt|amp|comma)")
LATEX = re.compile(r"%\$|%<(?!nop>)|%_")
VERBATIM = re.compile(r"<verbatim>(.*?)(?:</verbatim>|\Z)", re.DOTALL | re.IGNORECASE)
PRE = re.compile(r"<pre>(.*?)(?:</pre>|\Z)", re.DOTALL | re.IGNORECASE)

START = r"(?:(?<=^)|(?<=[\s(]))"
END = r"(?=$|[\s,.;:!?)])"
UPPER, LOWER = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0410-\u042f",
    "a-z0-9\u00df-\u00f6\u00f8-\u00ff\u03b1-\u03c9\u0430-\u044f",
)
WIKI_WORD = re.compile(
    rf"{START}(?:[A-Z]\w*(?:[./][A-Z]\w*)*\.)?[{UPPER}]+[{LOWER}]+[{UPPER}]+[{UPPER}{LOWER}]*"
)
EATEN = re.compile(rf"{START}!(?=\w|[*=_]|\[\[)|!(?=%{NAME})|!(?=\[\[)")
EMPHASIS = [
    re.compile(rf"{START}{re.escape(mark)}(?=\S)([^\n]*?\S){re.escape(mark)}{END}")
    for mark in ("==", "__", "*", "_", "=")
]
LINK = re.compile(r"\[\[([^\]\[\n]+)\](?:\[([^\]\n]+)\])?\]")
BARE = re.compile(
    r"(?:^|(?<=[-*\s(|]))(?:file|ftp|gopher|https?|irc|mailto|news|nntp|telnet):[^\s<>\"]*[^\s*.,!?;:)<|]"
)
MAIL = re.compile(r"(?:^|(?<=[\s(]))[\w.+%-]+@[\w-]+")
INTERWIKI = re.compile(r"(?:^|(?<=[\s\-*=_(]))[A-Z][A-Za-z0-9]+:(?=[^\s<])")
SMILEY = re.compile(
    r"(?:^|(?<=\s))(?:[:;]-?[)(DdPpoOI|/\\]|[8B](?:-[)(DdPpoOI|/\\]|[)(|/\\])|:[a-z]+:"
    r"|[:;]-?[?%*@]|;-?\()(?=\s|$)",
    re.MULTILINE,
)
TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|[!?][^<>]*)>?")
HARMLESS = {"<nop>", "<br />", "<b>", "</b>", "<i>", "</i>", "<s>", "</s>", "<code>", "</code>"}


@dataclass
class Block:
    """One block of the rendered page and its visible text, white space collapsed."""

    kind: str
    level: int
    text: str


@dataclass
class Rendered:
    """What a person sees of a topic."""

    blocks: list[Block] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)


def render(topic: str) -> Rendered:
    """Render a topic as the wikis do, step by step."""
    page = Rendered()
    for what, pattern in (("META", META), ("setting", SETTING)):  # act even inside verbatim
        page.surprises += [f"{what} {found.group()}" for found in pattern.finditer(topic)]
    kept: list[str] = []
    topic = VERBATIM.sub(lambda found: lift(kept, found.group(1)), topic)
    for what, pattern in (("comment", COMMENT), ("macro", MACRO), ("latex", LATEX)):  # act even inside pre
        page.surprises += [f"{what} {found.group()}" for found in pattern.finditer(topic)]
    topic = PRE.sub(lambda found: lift(kept, html.unescape(TAG.sub("", found.group(1)))), topic)
    page.surprises += [f"token {found.group()}" for found in TOKEN.finditer(topic)]
    page.surprises += [f"joined {line}" for line in topic.split("\n") if line.endswith("\\")]
    for line in topic.split("\n"):
        if line.strip():
            page.blocks.append(block(line, page, kept))
    return page


def lift(kept: list[str], text: str) -> str:
    """Take a block out of the topic; characters that no topic holds mark its place."""
    kept.append(text)
    return f"\x00{len(kept) - 1}\x01"


def block(line: str, page: Rendered, kept: list[str]) -> Block:
    """Recognise what a line is."""
    if found := re.match(r"---+(\++|#+)(.*)", line):
        text = found.group(2)
        if "!!" in text:
            page.surprises.append("!! in a heading")
        return Block("heading", len(found.group(1)), visible(text.strip(), page, kept))
    if re.match(r"---+", line):
        return Block("rule", 0, "")
    if found := re.match(r"((?:\t| {3})+)\* (.*)", line):
        return Block("bullet", len(found.group(1)) // 3, visible(found.group(2), page, kept))
    if found := re.match(r"((?:\t| {3})+)(?:[1AaIi]\.|\d+\.?) ?(.*)", line):
        return Block("number", len(found.group(1)) // 3, visible(found.group(2), page, kept))
    if re.match(r"(?:\t| {3})+(?:\$ |\S+?:\s|: )", line):
        return Block("definition", 0, visible(line.strip(), page, kept))
    if re.match(r"\s*\|.*\|\s*$", line):
        return Block("table", 0, " ".join(cell(text, page, kept) for text in line.strip()[1:-1].split("|")))
    if re.match(r"#[A-Z]\w*", line):
        page.surprises.append(f"anchor {line}")
    if re.match(r"\s*>", line):
        page.surprises.append(f"citation {line}")
    return Block("indented" if line.startswith("   ") else "paragraph", 0, visible(line, page, kept))


def cell(text: str, page: Rendered, kept: list[str]) -> str:
    """The visible text of a table cell."""
    if re.match(r"\s*\*.*\*\s*$", text):
        page.surprises.append(f"header cell {text}")
    if text.strip() == "^":
        page.surprises.append("row span")
    return visible(text.strip(), page, kept)


def visible(text: str, page: Rendered, kept: list[str]) -> str:
    """The words a person sees in a line; notes what acted in it."""
    text = LINK.sub(lambda found: link(found, page), text)
    text = EATEN.sub("<nop>", text)
    plain = re.sub("\x02.*?\x03", "\x04", text)
    for what, pattern in (
        ("smiley", SMILEY),
        ("interwiki", INTERWIKI),
        ("bare address", BARE),
        ("mail", MAIL),
        ("WikiWord", WIKI_WORD),
    ):
        page.surprises += [f"{what} {found.group()!r} in {text!r}" for found in pattern.finditer(plain)]
    for pattern in EMPHASIS:
        page.surprises += [f"emphasis {found.group()!r} in {text!r}" for found in pattern.finditer(plain)]
    for found in TAG.finditer(text):
        if found.group() not in HARMLESS:
            page.surprises.append(f"tag {found.group()} in {text!r}")
    seen = TAG.sub(lambda found: " " if found.group().startswith("<br") else "", text)
    seen = re.sub("[\x02\x03]", "", decoded(seen))
    seen = re.sub("\x00(\\d+)\x01", lambda found: kept[int(found.group(1))], seen)
    return " ".join(seen.split())


def link(found: re.Match[str], page: Rendered) -> str:
    """A link: note its target, leave its label, fenced off from the rules for free text."""
    target, label = found.group(1), found.group(2) or found.group(1)
    target = html.unescape(target)
    page.links.append(target)
    for what, pattern in (
        ("WikiWord", WIKI_WORD),
        ("macro", MACRO),
        ("protocol", re.compile(r"(?<!^)(?<!//)\b(https?|mailto):")),
    ):
        page.surprises += [f"{what} in address {target}" for _ in pattern.finditer(found.group(1))]
    if "://" in label and (inner := BARE.search(" " + label, 2)):
        page.surprises.append(f"address in label {inner.group()}")
    return f"\x02{label}\x03"


def decoded(text: str) -> str:
    """Decode entities once; the wiki sees to it that only those with a semicolon are left."""
    return re.sub(
        r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);", lambda found: html.unescape(found.group()), text
    )
