"""What a draft is made from: the public facts of a conference at one moment. Standard library only.

Nothing here names a delegate, a phone or a trouble: `gather.py` takes public views and counts alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

LEVELS = ("central", "province", "district", "commune", "centre", "body")
Phase = Literal["closed", "open", "live", "paused", "ended"]
ItemStatus = Literal["waiting", "running", "done", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its record.

    `record` is the anchor of the event page under which it stands, or empty; `provisional` holds until it is locked.
    """

    name: str
    value: int
    record: str = "figures"
    provisional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An agenda item; `speaker` is a name with the post behind it, as the agenda gives it."""

    key: str
    kind: str
    title: str
    speaker: str = ""
    status: ItemStatus = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A registered statement that was given: by which venue, and on what."""

    venue: str
    venue_name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchCount:
    """How many venues one branch has."""

    name: str
    venues: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """An accepted picture of the pool that has a caption."""

    id: int
    caption: str
    credit: str = ""
    alternative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueFacts:
    """The venue that an article is written for; `led_by` is the post of its chair.

    `capacities` says who takes part there: posts and kinds of units.
    """

    key: str
    name: str
    branch_name: str = ""
    led_by: str = ""
    capacities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """One conference as an article may tell it. Times are aware and in the installation's zone.

    Figures have the names `venues`, `venues-<level>`, `branches`, `reported`, `delegates`, `statements`, `floors`,
    `venue-delegates`, `venue-branch`, `venue-floors`; one that is not known is not there. `record_address` is the
    address of the public event page, empty where there is none.
    """

    slug: str
    title: str
    organiser: str
    starts_at: datetime
    phase: Phase = "closed"
    place: str = ""
    led_by: str = ""
    capacities: tuple[str, ...] = ()
    ended_at: datetime | None = None
    items: tuple[Item, ...] = ()
    statements: tuple[Statement, ...] = ()
    branches: tuple[BranchCount, ...] = ()
    speakers: tuple[str, ...] = ()
    pictures: tuple[PictureFacts, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    record_address: str = ""
    venue: VenueFacts | None = None

    def figure(self, name: str) -> Figure | None:
        """Return a figure that is known and not zero: nobody writes that nothing was counted."""
        found = self.figures.get(name)
        return found if found is not None and found.value else None

    def of_kind(self, *kinds: str, happened: bool = True) -> tuple[Item, ...]:
        """Return the items of these kinds that have begun, or those that are still to come."""
        wanted = {"running", "done"} if happened else {"waiting"}
        return tuple(item for item in self.items if item.kind in kinds and item.status in wanted)

    @property
    def general_capacities(self) -> tuple[str, ...]:
        """Return who takes part in the conference; nothing in the article of a venue that tells who is there."""
        return () if self.venue is not None and self.venue.capacities else self.capacities

    @property
    def is_under_way(self) -> bool:
        """Say whether any agenda item has begun."""
        return any(item.status in {"running", "done"} for item in self.items)


def with_figures(facts: EventFacts, locked: Iterable[Figure]) -> EventFacts:
    """Return the facts with figures that were locked before: what the record counts now is not told."""
    frozen = {figure.name: replace(figure, provisional=False) for figure in locked}
    heard = frozen["statements"].value if "statements" in frozen else len(facts.statements)
    return replace(facts, figures=frozen, statements=facts.statements[:heard])


def lock(facts: EventFacts) -> EventFacts:
    """Return the facts with every figure of this moment final."""
    return with_figures(facts, facts.figures.values())
