"""The tables of the room."""

from giaoban.ground.org.models.body import Body, BodyKind, BodyName
from giaoban.ground.org.models.change import UnitChange
from giaoban.ground.org.models.dated import Dated, DatedQuerySet
from giaoban.ground.org.models.group import UnitGroup, UnitGroupMember
from giaoban.ground.org.models.lineage import LineageKind, ShareBasis, UnitLineage
from giaoban.ground.org.models.person import HoldingKind, Person, Post, PostHolding, PostRank
from giaoban.ground.org.models.unit import (
    Level,
    Tree,
    Unit,
    UnitAlias,
    UnitForm,
    UnitKind,
    UnitName,
    UnitParent,
    UnitPastKind,
)

__all__ = [
    "Body",
    "BodyKind",
    "BodyName",
    "Dated",
    "DatedQuerySet",
    "HoldingKind",
    "Level",
    "LineageKind",
    "Person",
    "Post",
    "PostHolding",
    "PostRank",
    "ShareBasis",
    "Tree",
    "Unit",
    "UnitAlias",
    "UnitChange",
    "UnitForm",
    "UnitGroup",
    "UnitGroupMember",
    "UnitKind",
    "UnitLineage",
    "UnitName",
    "UnitParent",
    "UnitPastKind",
]
