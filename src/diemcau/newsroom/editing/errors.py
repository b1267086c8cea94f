"""What editing refuses beside what people may not do at all."""

from diemcau.core.errors import Refused


class HasPortal(Refused):
    """The unit has its portal already."""

    code = "has_portal"
