"""How a wiki merges two edits of the same page: line by line, and both texts where the same lines changed."""

from collections.abc import Iterator
from difflib import SequenceMatcher

Lines = list[str]
Change = tuple[int, int, Lines]  # lines of the ancestor from, up to, and what takes their place


def merged(base: str, theirs: str, mine: str, sign: str) -> str:
    """The merged text; `sign` is the class of the marks of a conflict."""
    old = base.split("\n")
    written: Lines = []
    at = 0
    for low, high, one, other in _regions(_changes(old, theirs.split("\n")), _changes(old, mine.split("\n"))):
        written += old[at:low]
        first, second = _applied(old, low, high, one), _applied(old, low, high, other)
        if not one or not other or first == second:
            written += second if other else first
        else:
            written += [
                _mark(sign, "version old"),
                *first,
                _mark(sign, "version new"),
                *second,
                _mark(sign, "end"),
            ]
        at = high
    return "\n".join([*written, *old[at:]])


def marked(theirs: str, mine: str) -> str:
    """Two texts without a common ancestor: what only one of them has is marked as taken out or put in."""
    one, other = theirs.split("\n"), mine.split("\n")
    written: Lines = []
    for tag, low, high, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            written += one[low:high]
        else:
            written += [f"<del>{line}</del>" for line in one[low:high]]
            written += [f"<ins>{line}</ins>" for line in other[start:end]]
    return "\n".join(written)


def _mark(sign: str, what: str) -> str:
    return f'<div class="{sign}Conflict"><b>CONFLICT</b> {what}</div>'


def _changes(old: Lines, new: Lines) -> list[Change]:
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(low, high, new[start:end]) for tag, low, high, start, end in found if tag != "equal"]


def _regions(
    theirs: list[Change], mine: list[Change]
) -> Iterator[tuple[int, int, list[Change], list[Change]]]:
    """Stretches of the ancestor that somebody changed; changes that touch each other are in one."""
    todo = sorted(
        [(*change[:2], 0, change) for change in theirs] + [(*change[:2], 1, change) for change in mine]
    )
    while todo:
        low, high = todo[0][:2]
        sides: tuple[list[Change], list[Change]] = ([], [])
        while todo and todo[0][0] <= high:
            _, end, side, change = todo.pop(0)
            high = max(high, end)
            sides[side].append(change)
        yield low, high, *sides


def _applied(old: Lines, low: int, high: int, changes: list[Change]) -> Lines:
    written: Lines = []
    for start, end, lines in changes:
        written += [*old[low:start], *lines]
        low = end
    return [*written, *old[low:high]]
