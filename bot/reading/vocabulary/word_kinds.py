"""Words that a score takes for one another, and those that turn what is said."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBERS = _words("one two three four five six seven eight nine ten dozen hundred thousand several")
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun")
MONTHS = _words(
    """
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn winter easter
    """
)
DENIALS = _words("no not without never nobody none nothing neither nor nowhere")
# Begin a clause; the others only behind a comma.
TURNS = _words("but although because while")
TURNS_BEHIND_A_COMMA = _words("and so which")
