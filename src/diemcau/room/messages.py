"""The sentences behind the codes of refusals: what happened, and what to do."""

from django.utils.translation import gettext_lazy as _

from diemcau.core.errors import NotFound, Refused
from diemcau.room.refusals import Refusal

_UNKNOWN = {"unknown_venue", "unknown_branch", "unknown_item", "unknown_statement", "unknown_trouble"}

SENTENCES = {
    "room_closed": _("The room is not open yet. Open it first."),
    "room_open": _("The conference has not started yet. Start it first."),
    "room_live": _("This cannot be done while the conference is live."),
    "room_paused": _("The conference is paused. Resume it first."),
    "room_ended": _("The conference has ended; nothing can be changed any more."),
    "no_venues": _("The conference has no venues yet. Add them before you open the room."),
    "venue_known": _("The room has this venue already."),
    "unknown_venue": _("This conference has no such venue."),
    "unknown_branch": _("This conference has no venue in that branch."),
    "unknown_item": _("The agenda has no such item."),
    "unknown_statement": _("There is no such statement."),
    "unknown_trouble": _("There is no such trouble report."),
    "empty_text": _("Write a text first."),
    "empty_title": _("Give the statement a title."),
    "empty_speaker": _("Name the speaker."),
    "text_too_long": _("The text is too long: at most %(limit)s letters."),
    "item_running": _("This item is already running."),
    "item_not_running": _("This item is not running."),
    "item_not_waiting": _("Only an item that waits can be skipped."),
    "already_waiting": _("The venue is already waiting for the floor."),
    "already_speaking": _("The venue has the floor already."),
    "not_waiting": _("The venue is not waiting for the floor."),
    "floor_taken": _("%(venue)s has the floor. Finish its turn first."),
    "limit_out_of_range": _("Give between %(shortest)s and %(longest)s seconds."),
    "nobody_speaks": _("This turn has ended already."),
    "statement_not_approved": _("The statement is not approved, or it has been heard."),
    "statement_is_further": _("This is no longer possible for this statement."),
    "order_is_stale": _("The list of statements has changed meanwhile. Look at it again."),
    "too_many_statements": _("This venue has registered as many statements as it may."),
    "too_many_messages": _("Too many messages in a minute. Wait a moment, or call the technical desk."),
    "key_used": _("This key was used for another command. Reload the page and try again."),
    "no_statements_waiting": _("No approved statement is waiting."),
    "trouble_known": _("This trouble is reported already; the technical desk knows of it."),
    "trouble_already_yours": _("You look after this already."),
    "trouble_solved": _("This trouble is solved already."),
}


def in_words(refusal: Refusal) -> Refused | NotFound:
    """Return the error that a reader understands."""
    sentence = str(SENTENCES[refusal.code]) % refusal.facts
    kind = NotFound if refusal.code in _UNKNOWN else Refused
    return kind(sentence, code=refusal.code)
