"""Events and states as JSON, and back: one codec for the table, the subjects and the snapshots.

A moment is ISO 8601 in UTC with milliseconds and `Z`; a tuple is a list; a mapping has text keys.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from diemcau.room.events import EVENTS, Event

_BY_TYPE = {event.TYPE: event for event in EVENTS}

# (type, version) → data of the next version. Old rows stay as they were written.
UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}


class UnknownEvent(Exception):
    """The log holds an event that this version of the product does not know."""


def encode_moment(moment: datetime) -> str:
    """Return `moment` (aware) as `2022-04-28T01:15:00.000Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def encode(value: Any) -> Any:
    """Return what `json.dumps` takes for an event, a state or a part of them."""
    if isinstance(value, datetime):
        return encode_moment(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [encode(entry) for entry in value]
    if isinstance(value, Mapping):
        return {str(key): encode(entry) for key, entry in value.items()}
    return value


def decode(type_: str, version: int, data: dict[str, Any]) -> Event:
    """Return the event that a stored row means, lifted to its newest version.

    Raises: UnknownEvent where type or version came from a newer product.
    """
    known = _BY_TYPE.get(type_)
    if known is None or version > known.VERSION:
        raise UnknownEvent(f"{type_} version {version}")
    while version < known.VERSION:
        data = UPCASTERS[type_, version](data)
        version += 1
    event: Event = _reader(cast("Any", known))(data)
    return event


@cache
def _reader(wanted: Any) -> Callable[[Any], Any]:
    """Return the function that reads a value of the annotated type `wanted` from JSON."""
    if wanted is datetime:
        return datetime.fromisoformat
    if is_dataclass(wanted):
        make: Any = wanted
        hints = get_type_hints(wanted)
        readers = {field.name: _reader(hints[field.name]) for field in fields(wanted)}
        return lambda data: make(**{name: read(data[name]) for name, read in readers.items() if name in data})
    origin, args = get_origin(wanted), get_args(wanted)
    if origin is tuple:
        entry = _reader(args[0])
        return lambda data: tuple(entry(value) for value in data)
    if origin in {Union, types.UnionType}:
        inner = _reader(next(arg for arg in args if arg is not type(None)))
        return lambda data: None if data is None else inner(data)
    if wanted in {str, int, float, bool} or origin is Literal:
        return lambda data: data
    raise TypeError(f"no way to read {wanted} from JSON")
