from collections.abc import Iterator

import pytest

from diemcau.newsroom.reading import context


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What one test left in the process is not shown to the next."""
    context.forget()
    yield
    context.forget()
