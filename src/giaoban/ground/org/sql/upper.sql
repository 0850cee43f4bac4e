WITH RECURSIVE up (id, parent_id, depth) AS (
    SELECT p.unit_id, p.parent_id, 0 FROM org_unitparent AS p
    WHERE p.unit_id = %(unit)s AND p.tree = %(tree)s AND {p holds}
    UNION ALL
    SELECT p.unit_id, p.parent_id, w.depth + 1
    FROM up AS w JOIN org_unitparent AS p ON p.unit_id = w.parent_id AND p.tree = %(tree)s AND {p holds}
    WHERE w.depth < 20
)
SELECT {fields}, a.parent_id, w.depth
FROM up AS w JOIN org_unit AS u ON u.id = w.parent_id
LEFT JOIN org_unitname AS n ON n.unit_id = u.id AND {n holds}
LEFT JOIN up AS a ON a.id = u.id
ORDER BY w.depth
