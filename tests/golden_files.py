"""Golden files: documents as they should be, rewritten by `make golden` and read as a diff."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "golden"


def golden(name: str, text: str) -> str:
    """What the golden file says; with GOLDEN=rewrite it is made to say the text first."""
    file = FOLDER / name
    if os.environ.get("GOLDEN") == "rewrite":  # noqa: TID251 - the switch of `make golden`
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return file.read_text(encoding="utf-8")
