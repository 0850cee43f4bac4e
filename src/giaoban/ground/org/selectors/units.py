"""Units as they stood on a day: names, trees, lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from giaoban.ground.org.models import Tree, Unit, UnitName, UnitParent
from giaoban.ground.org.selectors.statements import ask


@dataclass(frozen=True, slots=True)
class Node:
    """A unit on a day: `parent_id` and `depth` in the tree asked for (depth 0 at the root of the answer)."""

    id: int
    kind: str
    level: str
    code: str
    body_id: int | None
    name: str
    short_name: str
    form: str
    parent_id: int | None = None
    depth: int = 0

    @property
    def short(self) -> str:
        """The short name, or the full one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A unit with the units under it, in Vietnamese alphabetical order."""

    node: Node
    children: list["TreeNode"] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many units stand under this one, at any depth."""
        return sum(1 + child.size for child in self.children)


def units_on(
    *, on: date, tree: str = Tree.STATE, under: int | None = None, kinds: Iterable[str] = (), itself: bool = False
) -> list[Node]:
    """Units of a tree on a day, each after its upper unit, siblings in alphabetical order; one query.

    under: only units below this one (with `itself`, it too, at depth 0). Without `under`, roots are the units without an upper unit:
    in the state tree all of them, in another tree those that have units under them there. kinds: only these kinds are returned.
    """
    nodes = [Node(*row) for row in ask("tree", on=on, tree=tree, under=under, all=tree == Tree.STATE)]
    wanted = set(kinds)
    return [n for n in nodes if (itself or n.id != under) and (not wanted or n.kind in wanted)]


def tree(*, on: date, tree: str = Tree.STATE, root: int | None = None) -> list[TreeNode]:
    """The tree on a day: below `root` (which is then the one element), or all roots."""
    found: dict[int, TreeNode] = {}
    roots = []
    for node in units_on(on=on, tree=tree, under=root, itself=True):
        branch = found[node.id] = TreeNode(node)
        upper = found.get(node.parent_id) if node.parent_id is not None else None
        if upper is None or node.id == root:
            roots.append(branch)
        else:
            upper.children.append(branch)
    return roots


def upper_units(*, unit: int, on: date, tree: str = Tree.STATE) -> list[Node]:
    """The units above a unit on a day, the nearest first; one query."""
    return [Node(*row) for row in ask("upper", on=on, tree=tree, unit=unit)]


def unit_names(*, units: Iterable[int], on: date, short: bool = False) -> dict[int, str]:
    """Names of units on a day; one that did not exist then is given the name nearest to that day. One query."""
    rows = ask("names", units=list(units), on=on)
    return {unit: (short_name if short else "") or name for unit, name, short_name in rows}


def unit_name(*, unit: int, on: date, short: bool = False) -> str:
    """The name of a unit on a day (as `unit_names`); empty for a unit without any name."""
    return unit_names(units=[unit], on=on, short=short).get(unit, "")


def units_named(*, on: date, tree: str = Tree.STATE) -> QuerySet[Unit]:
    """Units that exist on a day, as a queryset to filter and page; each row has name, short_name, form, sort_key, parent_id and
    parent_name of that day. Ordered by the alphabet."""
    names = UnitName.objects.on(on).filter(unit=OuterRef("pk"))
    parents = UnitParent.objects.on(on).filter(unit=OuterRef("pk"), tree=tree)
    upper = UnitName.objects.on(on).filter(unit=OuterRef("parent_id"))
    return (
        Unit.objects.on(on)
        .annotate(
            name=Subquery(names.values("name")[:1]),
            short_name=Subquery(names.values("short_name")[:1]),
            form=Subquery(names.values("form")[:1]),
            sort_key=Subquery(names.values("sort_key")[:1]),
            parent_id=Subquery(parents.values("parent_id")[:1]),
        )
        .annotate(parent_name=Subquery(upper.values("name")[:1]))
        .order_by("sort_key", "pk")
    )
