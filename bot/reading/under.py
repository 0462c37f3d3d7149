"""Where on the page a line stands: below which headings."""

from dataclasses import dataclass

from bot.model.call import Section


@dataclass(frozen=True, slots=True)
class Under:
    """The headings under which something stands; `flat` if the last one is a bullet beside its items.

    `trouble` says that they head what is wrong, `begun` that something stands below them already, `topics`
    that it is sorted by headings of its own.
    """

    area: str | None
    section: Section | None = None
    flat: bool = False
    trouble: bool = False
    begun: bool = False
    topics: bool = False

    @property
    def none(self) -> Section | None:
        """The section in which there is nothing where that is said."""
        return Section.EMERGENCIES if self.trouble else self.section

    @property
    def heads(self) -> bool:
        """Whether a heading holds."""
        return self.section is not None or self.trouble
