"""Write the table that `bot/reading/emergency_score.py` reads: `make weights`.

The same texts give the same table. Without the real items of `../shared/data/alarms` it learns from this
project's own words alone, and says so.
"""

from tests.paths import GOLDEN, ROOT, SHARED
from tests.weights.fit import fit
from tests.weights.sources import sources

TABLE = ROOT / "bot" / "reading" / "vocabulary" / "emergency_weights.tsv"
ALARMS = SHARED / "alarms" / "train.jsonl"
_HEAD = """\
# How much a word, or a pair of neighbours, sounds like an emergency: term, tab, points (10 = one logit).
# Written by `make weights`, never by hand; docs/decisions/0015-a-table-that-asks.md says how to read it.
# (start) counts once for each text; ^ and $ are the edges of a clause; (number), (day) and (month) are those,
# (name) is anything else with a digit or a dot in it; "not~" marks a word up to four behind a denial. Plurals
# and the s of verbs are taken off. Sorted by term; `sort -t'	' -k2n` shows the calmest first.
"""


def main() -> None:
    """Write the table."""
    weights = fit(list(sources(GOLDEN / "replies", ALARMS)))
    TABLE.write_text(written(weights), encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {len(weights)} rows")
    if not ALARMS.exists():
        print(f"{ALARMS} is not there: learned from this project's own words alone")


def written(weights: dict[str, int]) -> str:
    """The table as it stands in the file: words in the order of the alphabet, each followed by its pairs."""
    rows = sorted(weights.items(), key=lambda row: (row[0].removeprefix("not~"), row[0]))
    return _HEAD + "".join(f"{term}\t{points}\n" for term, points in rows)


if __name__ == "__main__":
    main()
