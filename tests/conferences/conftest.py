"""What the tests of conferences share."""

import pytest

from diemcau.conferences.models import Conference
from tests.factories.conferences import Tree, fill, make_conference, make_tree


@pytest.fixture
def tree(db: None) -> Tree:
    """A small organisation."""
    return make_tree()


@pytest.fixture
def conference(tree: Tree) -> Conference:
    """An announced conference of the centre, with venues for provinces and districts."""
    made = make_conference(tree.root)
    fill(made)
    return made
