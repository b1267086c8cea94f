from diemcau.simulation.latency import STEP_MS, Histogram


def test_percentiles_of_known_delays():
    histogram = Histogram()
    for milliseconds in range(1, 101):
        histogram.add(milliseconds)
    assert abs(histogram.percentile(0.5) - 50) <= 2 * STEP_MS
    assert abs(histogram.percentile(0.99) - 99) <= 2 * STEP_MS
    assert histogram.summary()["max"] == 100


def test_merged_histogram_equals_one_that_saw_all():
    parts, whole = [Histogram(), Histogram()], Histogram()
    for number in range(200):
        parts[number % 2].add(number / 3)
        whole.add(number / 3)
    merged = Histogram()
    for part in parts:
        merged.merge(part.packed())
    assert merged.packed() == whole.packed()


def test_empty_histogram_has_zeros():
    assert Histogram().summary() == {"p50": 0.0, "p99": 0.0, "max": 0.0}


def test_clock_behind_and_very_long_delays_are_counted():
    histogram = Histogram()
    histogram.add(-5)
    histogram.add(10**9)
    assert histogram.total == 2
    assert histogram.summary()["max"] == 10**9
