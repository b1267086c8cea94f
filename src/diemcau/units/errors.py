"""What can go wrong with units.

DiemCauError
├── NotFound
│   └── UnitNotFound    there is no such unit, or not on that day
└── Refused
    └── ChangeRefused   the tree or its history does not permit the change
"""

from diemcau.core.errors import NotFound, Refused


class UnitNotFound(NotFound):
    """There is no such unit, or not on that day."""

    code = "unit_not_found"


class ChangeRefused(Refused):
    """The tree or its history does not permit the change."""

    code = "unit_change_refused"
