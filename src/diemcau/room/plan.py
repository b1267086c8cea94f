"""From what was prepared to what a room begins with: rows of the plan as items and seats."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from diemcau.room.events import Item, Seat


def item_of(row: Mapping[str, Any]) -> Item:
    """Return a row of the agenda as the room keeps it; a speaker's post stands behind the name."""
    speaker = ", ".join(part for part in (row["speaker"], row["speaker_post"]) if part)
    known = {field.name: row[field.name] for field in fields(Item) if field.name in row}
    return Item(**{**known, "speaker": speaker})


def seat_of(row: Mapping[str, Any]) -> Seat:
    """Return a row of the venues as the room keeps it; a chair's post stands behind the name."""
    chair = ", ".join(part for part in (row["chair_name"], row["chair_post"]) if part)
    return Seat(
        key=row["key"],
        name=row["name"],
        unit=row["unit_id"],
        path=tuple(row["unit_path"]),
        level=row["level"],
        branch=row["branch_code"] or f"u{row['branch_id']}",
        branch_name=row["branch_name"],
        chair=chair,
        operator=row["operator_name"],
        phone=row["phone"],
        quota=row["quota"],
        is_main=row["is_main"],
    )
