"""Rules and panels against what a bot says: real PromQL is parsed, and worked out over what was scraped.

Of the language there is here what our rules use; anything else is an error, not a guess.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import promql_parser as promql
from prometheus_client.parser import text_string_to_metric_families

Labels = frozenset[tuple[str, str]]
Vector = dict[Labels, float]
COMPARED = {">": float.__gt__, "==": float.__eq__, "<": float.__lt__}


@dataclass(frozen=True)
class Scrapes:
    """What was scraped at two moments, by name: the first and the last within every range."""

    first: Mapping[str, Vector]
    last: Mapping[str, Vector]


def scraped(text: str) -> dict[str, Vector]:
    """The samples of a page, by name and labels."""
    found: dict[str, Vector] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[frozenset(sample.labels.items())] = sample.value
    return found


def selectors(expression: str) -> list[tuple[str, dict[str, str]]]:
    """The names of metrics in an expression, each with the labels that are asked for or grouped by."""
    return list(_selectors(promql.parse(expression)))


def worked_out(expression: str, scrapes: Scrapes) -> Vector:
    """What an expression gives; an alert fires for each element."""
    return _value(promql.parse(expression), scrapes)


def _selectors(node) -> Iterable[tuple[str, dict[str, str]]]:
    match node:
        case promql.VectorSelector():
            yield node.name or "", {each.name: each.value for each in node.matchers.matchers}
        case promql.MatrixSelector():
            yield from _selectors(node.vector_selector)
        case promql.BinaryExpr():
            yield from (*_selectors(node.lhs), *_selectors(node.rhs))
        case promql.AggregateExpr() | promql.ParenExpr():
            yield from _selectors(node.expr)
        case promql.Call():
            for argument in node.args:
                yield from _selectors(argument)


def _value(node, scrapes: Scrapes) -> Vector:
    match node:
        case promql.NumberLiteral():
            return {frozenset(): node.val}
        case promql.VectorSelector():
            return _selected(node, scrapes.last)
        case promql.ParenExpr():
            return _value(node.expr, scrapes)
        case promql.Call() if node.func.name in {"increase", "rate"}:
            (argument,) = node.args
            before = _selected(argument.vector_selector, scrapes.first)
            now = _selected(argument.vector_selector, scrapes.last)
            return {labels: value - before[labels] for labels, value in now.items() if labels in before}
        case promql.Call() if node.func.name == "absent":
            (argument,) = node.args
            return {} if _value(argument, scrapes) else {frozenset(): 1.0}
        case promql.AggregateExpr():
            return _aggregated(node, _value(node.expr, scrapes))
        case promql.BinaryExpr():
            return _joined(str(node.op), _value(node.lhs, scrapes), _value(node.rhs, scrapes))
    raise NotImplementedError(type(node))


def _selected(node, samples: Mapping[str, Vector]) -> Vector:
    wanted = [(each.name, each.value, str(each.op)) for each in node.matchers.matchers]
    assert all(op == "MatchOp.Equal" for _, _, op in wanted), wanted
    found = samples.get(node.name, {})
    return {
        labels: value
        for labels, value in found.items()
        if all((name, said) in labels for name, said, _ in wanted)
    }


def _aggregated(node, vector: Vector) -> Vector:
    by = set(node.modifier.labels) if node.modifier else set()
    together = max if str(node.op) == "max" else sum
    assert str(node.op) in {"max", "sum"}
    groups: dict[Labels, list[float]] = {}
    for labels, value in vector.items():
        groups.setdefault(frozenset(each for each in labels if each[0] in by), []).append(value)
    return {labels: together(values) for labels, values in groups.items()}


def _joined(op: str, left: Vector, right: Vector) -> Vector:
    if op == "or":
        return {**right, **left}
    number = right.get(frozenset())
    if op in COMPARED:
        assert number is not None
        return {labels: value for labels, value in left.items() if COMPARED[op](value, number)}
    if op == "-":
        return {labels: value - right[labels] for labels, value in left.items() if labels in right}
    raise NotImplementedError(op)
