"""What the units tell those above them."""

from django.dispatch import Signal

# Sent inside the transaction of every change, so that an audit entry stands or falls with it.
# Arguments: sender (UnitChange), actor (label), action (a value of models.Action), unit (Unit, or None for
# an import), details (dict that JSON can hold).
unit_changed = Signal()
