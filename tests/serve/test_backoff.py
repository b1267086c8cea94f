from diemcau.serve.backoff import Backoff


def test_pauses_double_up_to_ten_seconds() -> None:
    backoff = Backoff()
    assert [backoff.after(0) for _ in range(8)] == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10.0, 10.0]


def test_pauses_start_anew_after_a_long_life() -> None:
    backoff = Backoff()
    for _ in range(4):
        backoff.after(0)
    assert backoff.after(30) == 0.2
