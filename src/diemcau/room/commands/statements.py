"""Registered statements (tham luận): announced, approved, ordered, called up, taken back."""

from dataclasses import dataclass
from typing import ClassVar

from diemcau.room import events as e
from diemcau.room.commands.base import RUNNING, Command, Moment, need_seat, need_text
from diemcau.room.refusals import Refusal
from diemcau.room.state import Phase, RoomState, Statement

TEXT_LIMIT = 300
MOST_OF_A_VENUE = 10
CALLED_UP_AT_ONCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterStatement(Command):
    """Announce a prepared text with its title and speaker."""

    NAME: ClassVar[str] = "register_statement"
    venue: str
    title: str
    speaker: str

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:
        seat = need_seat(state, self.venue)
        if sum(known.venue == self.venue for known in state.statements) >= MOST_OF_A_VENUE:
            raise Refusal("too_many_statements")
        return [
            e.StatementRegistered(
                statement=now.key,
                venue=seat.key,
                venue_name=seat.name,
                unit=seat.unit,
                title=need_text(self.title, limit=TEXT_LIMIT, code="empty_title"),
                speaker=need_text(self.speaker, limit=TEXT_LIMIT, code="empty_speaker"),
                at=now.at,
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveStatement(Command):
    """Take a registered or declined statement into the order, at its end."""

    NAME: ClassVar[str] = "approve_statement"
    statement: str

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        known = _need(state, self.statement, {"registered", "declined"})
        return [
            e.StatementApproved(
                statement=known.key,
                venue=known.venue,
                venue_name=known.venue_name,
                unit=known.unit,
                title=known.title,
                speaker=known.speaker,
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineStatement(Command):
    """Leave a statement out; `reason` is for its venue."""

    NAME: ClassVar[str] = "decline_statement"
    statement: str
    reason: str = ""

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        known = _need(state, self.statement, {"registered", "approved", "called_up"})
        reason = self.reason.strip()[:TEXT_LIMIT]
        return [
            e.StatementDeclined(
                statement=known.key, venue=known.venue, announced=known.announced, reason=reason
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawStatement(Command):
    """Take a statement back before it is heard."""

    NAME: ClassVar[str] = "withdraw_statement"
    venue: str
    statement: str

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        known = _need(state, self.statement, {"registered", "approved", "called_up"})
        if known.venue != self.venue:
            raise Refusal("unknown_statement")
        return [e.StatementWithdrawn(statement=known.key, venue=known.venue, announced=known.announced)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStatements(Command):
    """Put the approved statements into a new order: all of them, each once."""

    NAME: ClassVar[str] = "order_statements"
    order: tuple[str, ...]

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        waiting = {x.key for x in state.statements if x.status in {"approved", "called_up"}}
        if set(self.order) != waiting or len(self.order) != len(waiting):
            raise Refusal("order_is_stale")
        return [e.StatementsOrdered(order=self.order)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallUpStatements(Command):
    """Tell the venues of the next statements to get ready (chuẩn bị phát biểu): the next two, or those named."""

    NAME: ClassVar[str] = "call_up_statements"
    PHASES: ClassVar[frozenset[Phase]] = RUNNING
    statements: tuple[str, ...] = ()

    def decide(self, state: RoomState, now: Moment) -> list[e.Event]:  # noqa: ARG002
        waiting = [x.key for x in state.statements if x.status in {"approved", "called_up"}]
        chosen = self.statements or tuple(waiting[:CALLED_UP_AT_ONCE])
        if not chosen:
            raise Refusal("no_statements_waiting")
        if len(chosen) > CALLED_UP_AT_ONCE or not set(chosen) <= set(waiting):
            raise Refusal("order_is_stale")
        return [e.StatementsCalledUp(statements=chosen)]


def _need(state: RoomState, key: str, allowed: set[str]) -> Statement:
    for statement in state.statements:
        if statement.key == key:
            if statement.status not in allowed:
                raise Refusal("statement_is_further")
            return statement
    raise Refusal("unknown_statement")


COMMANDS: tuple[type[Command], ...] = (
    RegisterStatement,
    ApproveStatement,
    DeclineStatement,
    WithdrawStatement,
    OrderStatements,
    CallUpStatements,
)
