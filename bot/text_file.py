"""Files of text."""

from pathlib import Path

from bot.model.errors import FileUnreadable


def text_of(file: Path) -> str:
    """The text of a UTF-8 file; raises FileUnreadable."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(f"{file} ({type(error).__name__})") from error
