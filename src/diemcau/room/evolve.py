"""How a fact changes a room: `evolve(state, event) -> state`. Pure; frontend/src/lib/room/reducer.ts is its mirror.

It never refuses: what is in the log has happened. A key that it does not know changes nothing, so that a reader who
may not see where something began may still see its end.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from types import MappingProxyType
from typing import Any, TypeVar

from diemcau.room import events as e
from diemcau.room import state as s
from diemcau.room.state import RoomState

_Keyed = TypeVar("_Keyed", s.ItemState, s.Statement, s.Trouble)


def evolve(state: RoomState, event: e.Event) -> RoomState:
    """Return the state after `event`, one `seq` further."""
    return replace(_ON[type(event)](state, event), seq=state.seq + 1)


def fold(events: Iterable[e.Event], state: RoomState = s.EMPTY) -> RoomState:
    """Return the state after all `events`, beginning with `state`."""
    return reduce(evolve, events, state)


def _with(entries: tuple[_Keyed, ...], key: str, **changes: Any) -> tuple[_Keyed, ...]:
    return tuple(replace(entry, **changes) if entry.key == key else entry for entry in entries)


def _opened(state: RoomState, event: e.RoomOpened) -> RoomState:
    return replace(
        state,
        phase="open",
        title=event.title,
        desk_phone=event.desk_phone,
        starts_at=event.starts_at,
        opened_at=event.at,
        venue_count=event.venue_count,
        agenda=tuple(
            s.ItemState(
                key=item.key,
                kind=item.kind,
                title=item.title,
                speaker=item.speaker,
                planned_minutes=item.planned_minutes,
            )
            for item in event.agenda
        ),
        venues=MappingProxyType({seat.key: seat for seat in event.venues}),
    )


def _venue_added(state: RoomState, event: e.VenueAdded) -> RoomState:
    added = {} if event.seat is None else {event.seat.key: event.seat}
    return replace(state, venue_count=event.venue_count, venues=MappingProxyType({**state.venues, **added}))


def _contacts_changed(state: RoomState, event: e.VenueContactsChanged) -> RoomState:
    seat = state.venues.get(event.venue)
    if seat is None:
        return state
    seat = replace(seat, chair=event.chair, operator=event.operator, phone=event.phone, quota=event.quota)
    return replace(state, venues=MappingProxyType({**state.venues, seat.key: seat}))


def _started(state: RoomState, event: e.ConferenceStarted) -> RoomState:
    return replace(state, phase="live", started_at=event.at)


def _paused(state: RoomState, event: e.ConferencePaused) -> RoomState:
    return replace(state, phase="paused", paused_at=event.at, pause_note=event.note)


def _resumed(state: RoomState, _event: e.ConferenceResumed) -> RoomState:
    return replace(state, phase="live", paused_at=None, pause_note="")


def _ended(state: RoomState, event: e.ConferenceEnded) -> RoomState:
    return replace(state, phase="ended", ended_at=event.at, paused_at=None, pause_note="", requests=())


def _item_started(state: RoomState, event: e.ItemStarted) -> RoomState:
    agenda = _with(state.agenda, event.item, status="running", started_at=event.at, finished_at=None)
    return replace(state, agenda=agenda)


def _item_finished(state: RoomState, event: e.ItemFinished) -> RoomState:
    return replace(state, agenda=_with(state.agenda, event.item, status="done", finished_at=event.at))


def _item_skipped(state: RoomState, event: e.ItemSkipped) -> RoomState:
    return replace(state, agenda=_with(state.agenda, event.item, status="skipped", finished_at=event.at))


def _requested(state: RoomState, event: e.FloorRequested) -> RoomState:
    request = s.Request(
        key=event.request,
        venue=event.venue,
        venue_name=event.venue_name,
        unit=event.unit,
        topic=event.topic,
        at=event.at,
    )
    return replace(state, requests=(*state.requests, request))


def _request_withdrawn(state: RoomState, event: e.FloorRequestWithdrawn) -> RoomState:
    return replace(state, requests=tuple(r for r in state.requests if r.key != event.request))


def _granted(state: RoomState, event: e.FloorGranted) -> RoomState:
    floor = s.Floor(
        key=event.grant,
        venue=event.venue,
        venue_name=event.venue_name,
        unit=event.unit,
        statement=event.statement,
        granted_at=event.at,
        limit_s=event.limit_s,
        deadline_at=event.deadline_at,
    )
    statements = state.statements
    if event.statement is not None:
        statements = _with(statements, event.statement, status="speaking")
    requests = tuple(r for r in state.requests if r.key != event.request)
    return replace(state, floor=floor, requests=requests, statements=statements)


def _extended(state: RoomState, event: e.FloorExtended) -> RoomState:
    if state.floor is None or state.floor.key != event.grant:
        return state
    floor = replace(state.floor, deadline_at=event.deadline_at, limit_s=state.floor.limit_s + event.extra_s)
    return replace(state, floor=floor)


def _finished(state: RoomState, event: e.FloorFinished) -> RoomState:
    spoken = {**state.spoken, event.unit: state.spoken.get(event.unit, 0) + 1}
    statements = state.statements
    if event.statement is not None:
        statements = _with(statements, event.statement, status="done")
    return replace(state, floor=None, spoken=MappingProxyType(spoken), statements=statements)


def _registered(state: RoomState, event: e.StatementRegistered) -> RoomState:
    return replace(state, statements=(*state.statements, _statement(event, "registered")))


def _approved(state: RoomState, event: e.StatementApproved) -> RoomState:
    others = tuple(known for known in state.statements if known.key != event.statement)
    return replace(state, statements=(*others, _statement(event, "approved")))


def _statement(event: e.StatementRegistered | e.StatementApproved, status: s.StatementStatus) -> s.Statement:
    return s.Statement(
        key=event.statement,
        venue=event.venue,
        venue_name=event.venue_name,
        unit=event.unit,
        title=event.title,
        speaker=event.speaker,
        status=status,
        announced=status == "approved",
    )


def _declined(state: RoomState, event: e.StatementDeclined) -> RoomState:
    statements = _with(state.statements, event.statement, status="declined", reason=event.reason)
    return replace(state, statements=statements)


def _statement_withdrawn(state: RoomState, event: e.StatementWithdrawn) -> RoomState:
    return replace(state, statements=_with(state.statements, event.statement, status="withdrawn"))


def _ordered(state: RoomState, event: e.StatementsOrdered) -> RoomState:
    rank = {key: number for number, key in enumerate(event.order)}
    named = sorted((x for x in state.statements if x.key in rank), key=lambda x: rank[x.key])
    others = tuple(x for x in state.statements if x.key not in rank)
    return replace(state, statements=(*others, *named))


def _called_up(state: RoomState, event: e.StatementsCalledUp) -> RoomState:
    def status(known: s.Statement) -> s.StatementStatus:
        if known.key in event.statements:
            return "called_up"
        return "approved" if known.status == "called_up" else known.status

    return replace(state, statements=tuple(replace(x, status=status(x)) for x in state.statements))


def _notice(state: RoomState, event: e.NoticeSent) -> RoomState:
    notice = s.Notice(
        key=event.notice,
        audience=event.audience,
        audience_name=event.audience_name,
        venues=event.venues,
        screen=event.screen,
        text=event.text,
        at=event.at,
        until_at=event.until_at,
    )
    return replace(state, notices=(*state.notices, notice))


def _trouble(state: RoomState, event: e.TroubleReported) -> RoomState:
    trouble = s.Trouble(
        key=event.trouble,
        venue=event.venue,
        venue_name=event.venue_name,
        kind=event.kind,
        details=event.details,
        status="reported",
        at=event.at,
    )
    return replace(state, troubles=(*state.troubles, trouble))


def _taken(state: RoomState, event: e.TroubleTaken) -> RoomState:
    return replace(
        state, troubles=_with(state.troubles, event.trouble, status="taken", by=event.by, taken_at=event.at)
    )


def _solved(state: RoomState, event: e.TroubleSolved) -> RoomState:
    return replace(
        state,
        troubles=_with(state.troubles, event.trouble, status="solved", note=event.note, solved_at=event.at),
    )


def _message(state: RoomState, event: e.MessageSent) -> RoomState:
    message = s.Message(
        key=event.message, venue=event.venue, side=event.side, by=event.by, text=event.text, at=event.at
    )
    return replace(state, messages=(*state.messages, message))


_ON: dict[type[e.Event], Callable[[RoomState, Any], RoomState]] = {
    e.RoomOpened: _opened,
    e.VenueAdded: _venue_added,
    e.VenueContactsChanged: _contacts_changed,
    e.ConferenceStarted: _started,
    e.ConferencePaused: _paused,
    e.ConferenceResumed: _resumed,
    e.ConferenceEnded: _ended,
    e.ItemStarted: _item_started,
    e.ItemFinished: _item_finished,
    e.ItemSkipped: _item_skipped,
    e.FloorRequested: _requested,
    e.FloorRequestWithdrawn: _request_withdrawn,
    e.FloorGranted: _granted,
    e.FloorExtended: _extended,
    e.FloorFinished: _finished,
    e.StatementRegistered: _registered,
    e.StatementApproved: _approved,
    e.StatementDeclined: _declined,
    e.StatementWithdrawn: _statement_withdrawn,
    e.StatementsOrdered: _ordered,
    e.StatementsCalledUp: _called_up,
    e.NoticeSent: _notice,
    e.TroubleReported: _trouble,
    e.TroubleTaken: _taken,
    e.TroubleSolved: _solved,
    e.MessageSent: _message,
}
