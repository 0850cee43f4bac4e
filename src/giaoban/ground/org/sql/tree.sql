WITH RECURSIVE edge AS MATERIALIZED (
    SELECT p.unit_id, p.parent_id FROM org_unitparent AS p JOIN org_unit AS c ON c.id = p.unit_id
    WHERE p.tree = %(tree)s AND {p holds} AND {c holds}
),
named AS MATERIALIZED (
    SELECT x.unit_id, x.name, x.short_name, x.form, x.sort_key FROM org_unitname AS x WHERE {x holds}
),
start (id) AS (
    SELECT %(under)s::bigint WHERE %(under)s::bigint IS NOT NULL
    UNION ALL
    SELECT u.id FROM org_unit AS u
    WHERE %(under)s::bigint IS NULL AND {u holds}
      AND NOT EXISTS (SELECT FROM edge AS e WHERE e.unit_id = u.id)
      AND (%(all)s OR EXISTS (SELECT FROM edge AS e WHERE e.parent_id = u.id))
),
walk (parent_id, id, depth, trail, place) AS (
    SELECT NULL::bigint, s.id, 0, ARRAY[s.id], ARRAY[coalesce(n.sort_key, '') || int8send(s.id)]
    FROM start AS s LEFT JOIN named AS n ON n.unit_id = s.id
    UNION ALL
    SELECT e.parent_id, e.unit_id, w.depth + 1, w.trail || e.unit_id,
           w.place || (coalesce(n.sort_key, '') || int8send(e.unit_id))
    FROM walk AS w JOIN edge AS e ON e.parent_id = w.id LEFT JOIN named AS n ON n.unit_id = e.unit_id
    WHERE NOT e.unit_id = ANY (w.trail)
)
SELECT {fields}, w.parent_id, w.depth
FROM walk AS w JOIN org_unit AS u ON u.id = w.id LEFT JOIN named AS n ON n.unit_id = w.id
{kind}
ORDER BY w.place
