"""Reads of the room. Each takes the day it asks about and a fixed small number of queries, whatever the size of the country."""

from giaoban.ground.org.selectors.changes import Effects, changes_of, effects_of
from giaoban.ground.org.selectors.groups import group_members, groups_of, match_group
from giaoban.ground.org.selectors.lineage import (
    Share,
    days_of_change,
    lineage_of,
    predecessors,
    successors,
    weights_sql,
)
from giaoban.ground.org.selectors.matching import Match, match_unit
from giaoban.ground.org.selectors.people import (
    bodies_named,
    body_name,
    body_names,
    holdings_on,
    people_with_posts,
    posts_with_holders,
)
from giaoban.ground.org.selectors.suggesting import Suggestion, unit_suggest, units_suggest
from giaoban.ground.org.selectors.telling import DAY, Arrow, arrows_between, lineage_told, unknown_shares
from giaoban.ground.org.selectors.timeline import Event, timeline
from giaoban.ground.org.selectors.units import (
    Node,
    TreeNode,
    tree,
    unit_name,
    unit_names,
    units_named,
    units_on,
    upper_units,
)
from giaoban.ground.org.selectors.within import MadeUp, made_up, units_within

__all__ = [
    "DAY",
    "Arrow",
    "Effects",
    "Event",
    "MadeUp",
    "Match",
    "Node",
    "Share",
    "Suggestion",
    "TreeNode",
    "arrows_between",
    "bodies_named",
    "body_name",
    "body_names",
    "changes_of",
    "days_of_change",
    "effects_of",
    "group_members",
    "groups_of",
    "holdings_on",
    "lineage_of",
    "lineage_told",
    "made_up",
    "match_group",
    "match_unit",
    "people_with_posts",
    "posts_with_holders",
    "predecessors",
    "successors",
    "timeline",
    "tree",
    "unit_name",
    "unit_names",
    "unit_suggest",
    "units_named",
    "units_on",
    "units_suggest",
    "units_within",
    "unknown_shares",
    "upper_units",
    "weights_sql",
]
