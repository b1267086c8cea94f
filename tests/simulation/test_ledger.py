from hypothesis import given
from hypothesis import strategies as st

from diemcau.simulation.compare import Difference, compare
from diemcau.simulation.ledger import Ledger


def test_rows_in_order_are_applied_at_once():
    ledger = Ledger(10)
    assert [ledger.take(seq) for seq in (11, 12, 13)] == [True, True, True]
    assert list(ledger.applied) == [11, 12, 13]


def test_later_row_waits_for_the_one_before():
    ledger = Ledger(0)
    assert [ledger.take(seq) for seq in (1, 3, 4)] == [True, False, False]
    assert (ledger.has_gap, list(ledger.applied)) == (True, [1])
    ledger.take(2)
    assert (ledger.has_gap, list(ledger.applied)) == (False, [1, 2, 3, 4])


def test_repeated_row_is_counted_and_not_applied():
    ledger = Ledger(0)
    for seq in (1, 2, 2, 1):
        ledger.take(seq)
    assert (list(ledger.applied), ledger.repeats) == ([1, 2], 2)


def test_public_row_after_the_own_fuller_one_is_no_repeat():
    ledger = Ledger(0)
    assert ledger.take_own(1)
    assert not ledger.take(1)
    assert ledger.take(2)
    assert (list(ledger.applied), ledger.repeats) == ([1, 2], 0)


def test_fetched_rows_fill_the_gap_and_repeat_nothing():
    ledger = Ledger(0)
    for seq in (1, 5, 6):
        ledger.take(seq)
    ledger.take_fetched([1, 2, 3, 4, 5, 6, 7])
    assert (list(ledger.applied), ledger.repeats) == ([1, 2, 3, 4, 5, 6, 7], 0)


@given(order=st.permutations(range(1, 30)), doubled=st.lists(st.integers(1, 29)))
def test_whatever_the_order_each_row_is_applied_once_and_in_order(order, doubled):
    ledger = Ledger(0)
    for seq in [*order, *doubled]:
        ledger.take(seq)
    assert list(ledger.applied) == list(range(1, 30))


def test_compare_of_equal_records_finds_nothing():
    assert compare([3, 4, 5], [3, 4, 5]) == Difference(missing=0, doubled=0, out_of_order=0)


def test_compare_tells_missing_doubled_and_out_of_order_apart():
    assert compare([3, 5], [3, 4, 5, 6]) == Difference(missing=2, doubled=0, out_of_order=0)
    assert compare([3, 4, 4], [3, 4]) == Difference(missing=0, doubled=1, out_of_order=0)
    assert compare([4, 3], [3, 4]) == Difference(missing=0, doubled=0, out_of_order=1)
