"""Weights of words and pairs of words, by logistic regression over labelled texts."""

from collections import Counter, defaultdict
from functools import cache

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from bot.reading.emergency_score import DENIED, START, clauses
from tests.weights.sources import Labelled

ROWS = 2500  # at most, with START
POINTS = 10  # to a logit
STRENGTH = 3.0  # C of the regression: how freely it weighs
# Names of the invented world say nothing about emergencies.
NAMES = frozenset(
    ("velden", "oskar", "northwick", "kestrel", "bramble", "harrow", "tern", "mina", "joss", "pim", "tim")
)
# Words that only hold others together; alone, or with one another, they would weigh the style of a source.
_GLUE = "^ $ the a an is are of to in on our it and at for we with this that"


def fit(texts: list[Labelled]) -> dict[str, int]:
    """Weigh terms: all at first, then once more those that tell most."""
    told = [sorted(set().union(*clauses(each.text))) for each in texts]
    seen: Counter[str] = Counter()
    share: defaultdict[str, float] = defaultdict(float)
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for each, terms in zip(texts, told, strict=True):
        for term in terms:
            seen[term] += 1
            share[term] += each.weight
            sources[term].add(each.source)
    terms = sorted(term for term in seen if seen[term] > 1 and _is_general(term, sources[term]))
    first, _ = _weigh(texts, told, terms)
    telling = {term: abs(weight) * share[term] ** 0.5 for term, weight in first.items()}
    terms = sorted(sorted(terms, key=lambda term: (-telling[term], term))[: ROWS - 1])
    weighed, start = _weigh(texts, told, terms)
    points = {term: round(weight * POINTS) for term, weight in weighed.items()}
    return {START: round(start * POINTS)} | {term: each for term, each in points.items() if each}


def _is_general(term: str, sources: set[str]) -> bool:
    """Whether a term is neither a name, nor glue, nor the jargon of a single outside source."""
    words = set(term.removeprefix(DENIED).split())
    return (
        NAMES.isdisjoint(words)
        and not words <= _glue()
        and (len(sources) > 1 or not sources.isdisjoint(("own", "corpus", "frames")))
    )


@cache
def _glue() -> frozenset[str]:
    return frozenset(_GLUE.split())


def _weigh(texts: list[Labelled], told: list[list[str]], terms: list[str]) -> tuple[dict[str, float], float]:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=2000)
    table = CountVectorizer(analyzer=lambda said: said, vocabulary=terms)
    model.fit(
        table.transform(told),
        [each.emergency for each in texts],
        sample_weight=[each.weight for each in texts],
    )
    return dict(zip(terms, model.coef_[0].tolist(), strict=True)), float(model.intercept_[0])
