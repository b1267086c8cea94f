"""The tree of units on one day, read with one query and kept while nothing changes."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from diemcau.units.errors import UnitNotFound
from diemcau.units.models import Level, TreeMark, UnitVersion

_KEPT_TREES = 8
_RANK = {level: rank for rank, level in enumerate(Level.values)}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNode:
    """A unit as it is on a day. `valid_from` and `valid_to` are those of this name, code and place."""

    id: int
    level: str
    code: str
    name: str
    folded: str
    parent_id: int | None
    valid_from: date
    valid_to: date | None

    @property
    def level_label(self) -> str:
        """The level in the reader's language."""
        return str(Level(self.level).label)


@dataclass(slots=True)
class UnitTree:
    """All units of one day; read-only. Children stand in the order of level, then code."""

    on: date
    nodes: dict[int, UnitNode]
    _children: dict[int | None, list[int]] = field(default_factory=dict)
    _codes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in sorted(self.nodes.values(), key=lambda node: (_RANK[node.level], node.code)):
            self._children.setdefault(node.parent_id, []).append(node.id)
            self._codes[node.code] = node.id

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[UnitNode]:
        return iter(self.nodes.values())

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self.nodes

    def get(self, unit_id: int) -> UnitNode:
        """Return the unit.

        Raises:
            UnitNotFound: there is no such unit on this day.
        """
        try:
            return self.nodes[unit_id]
        except KeyError:
            raise UnitNotFound(_("There is no such unit on that day.")) from None

    def by_code(self, code: str) -> UnitNode | None:
        """Return the unit that has the code on this day."""
        unit_id = self._codes.get(code)
        return None if unit_id is None else self.nodes[unit_id]

    @property
    def roots(self) -> list[UnitNode]:
        """The units that stand under no other."""
        return self.children(None)

    @property
    def root(self) -> UnitNode | None:
        """The central unit, if there is one."""
        return next((node for node in self.roots if node.level == Level.CENTRAL), None)

    def children(self, unit_id: int | None) -> list[UnitNode]:
        """Return the units directly below."""
        return [self.nodes[child] for child in self._children.get(unit_id, ())]

    def parent(self, unit_id: int) -> UnitNode | None:
        """Return the unit directly above."""
        parent_id = self.get(unit_id).parent_id
        return None if parent_id is None else self.nodes[parent_id]

    def ancestor_ids(self, unit_id: int) -> list[int]:
        """Return the unit itself and those above it, upwards; empty if it is not there on this day."""
        found: list[int] = []
        step = self.nodes.get(unit_id)
        while step is not None:
            found.append(step.id)
            step = None if step.parent_id is None else self.nodes.get(step.parent_id)
        return found

    def path(self, unit_id: int) -> list[UnitNode]:
        """Return the units from the top down to the unit itself."""
        return [self.nodes[step] for step in reversed(self.ancestor_ids(unit_id))]

    def branch_ids(self, unit_id: int) -> list[int]:
        """Return the unit itself and all below it, each before those below it; empty if it is not there."""
        if unit_id not in self.nodes:
            return []
        found: list[int] = []
        waiting = [unit_id]
        while waiting:
            step = waiting.pop()
            found.append(step)
            waiting.extend(reversed(self._children.get(step, ())))
        return found

    def in_branch(self, unit_id: int, root_id: int) -> bool:
        """Say whether the unit is `root_id` or stands below it on this day."""
        return root_id in self.ancestor_ids(unit_id)

    def of_level(self, level: str) -> list[UnitNode]:
        """Return all units of a level, in the order of their codes."""
        return sorted((node for node in self if node.level == level), key=lambda node: node.code)

    def count_by_level(self) -> dict[str, int]:
        """Return how many units each level has; levels without units are left out."""
        counts = dict.fromkeys(Level.values, 0)
        for node in self:
            counts[node.level] += 1
        return {level: count for level, count in counts.items() if count}


def as_of(on: date | None = None) -> UnitTree:
    """Return the tree of a day (today if none is given): one small query, one more when something changed
    since.
    """
    day = on or timezone.localdate()
    mark = TreeMark.objects.values_list("mark", flat=True).first() or ""
    return _cache.get((day, mark))


def in_force(on: date) -> Q:
    """Select the versions that hold on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


NODE_FIELDS = ("unit_id", "unit__level", "code", "name", "folded", "parent_id", "valid_from", "valid_to")


def load(on: date) -> UnitTree:
    """Read the tree of a day from the database, past the kept ones."""
    rows = UnitVersion.objects.filter(in_force(on)).order_by().values_list(*NODE_FIELDS)
    return UnitTree(on, {row[0]: node_of(row) for row in rows.iterator(chunk_size=5000)})


def node_of(row: tuple[int, str, str, str, str, int | None, date, date | None]) -> UnitNode:
    """Make a node of the values of `NODE_FIELDS`."""
    unit_id, level, code, name, folded, parent_id, valid_from, valid_to = row
    return UnitNode(
        id=unit_id,
        level=level,
        code=code,
        name=name,
        folded=folded,
        parent_id=parent_id,
        valid_from=valid_from,
        valid_to=valid_to,
    )


class _Trees:
    """The last few trees. A mark never comes back, so what a rolled-back change left here is never asked
    for.
    """

    def __init__(self) -> None:
        self._trees: OrderedDict[tuple[date, str], UnitTree] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[date, str]) -> UnitTree:
        with self._lock:
            if key in self._trees:
                self._trees.move_to_end(key)
                return self._trees[key]
        tree = load(key[0])
        with self._lock:
            self._trees[key] = tree
            while len(self._trees) > _KEPT_TREES:
                self._trees.popitem(last=False)
        return tree


_cache = _Trees()
