"""Phone numbers as they are dialled in Vietnam."""

import pytest

from diemcau.conferences.phones import normal
from diemcau.core.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("+84 (0) 912 345 678", "0912345678"),
        ("0084-225-384-2000", "02253842000"),
        ("+8562098765", "+8562098765"),
        ("113", "113"),
        ("", ""),
    ],
)
def test_number_is_kept_in_digits(typed: str, kept: str) -> None:
    assert normal(typed) == kept


@pytest.mark.parametrize("typed", ["12", "gọi sau", "0912x", "1" * 16, "+"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        normal(typed)
