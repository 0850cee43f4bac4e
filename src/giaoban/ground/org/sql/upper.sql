WITH RECURSIVE up (id, parent_id, depth, trail) AS (
    SELECT p.unit_id, p.parent_id, 0, ARRAY[p.unit_id] FROM org_unitparent AS p
    WHERE p.unit_id = %(unit)s AND p.tree = %(tree)s AND {p holds}
    UNION ALL
    SELECT p.unit_id, p.parent_id, w.depth + 1, w.trail || p.unit_id
    FROM up AS w JOIN org_unitparent AS p ON p.unit_id = w.parent_id AND p.tree = %(tree)s AND {p holds}
    WHERE NOT p.unit_id = ANY (w.trail)
)
SELECT {fields}, a.parent_id, w.depth
FROM up AS w JOIN org_unit AS u ON u.id = w.parent_id
LEFT JOIN org_unitname AS n ON n.unit_id = u.id AND {n holds}
{kind}
LEFT JOIN up AS a ON a.id = u.id
ORDER BY w.depth
