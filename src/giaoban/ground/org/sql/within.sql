WITH RECURSIVE walk (top, id) AS (
    SELECT w, w FROM unnest(%(tops)s::bigint[]) AS w
    UNION
    SELECT w.top, p.unit_id FROM walk AS w JOIN org_unitparent AS p ON p.parent_id = w.id AND p.tree = 'state' AND {p holds}
)
SELECT w.top, u.kind, u.id
FROM walk AS w JOIN org_unit AS u ON u.id = w.id AND {u holds}
WHERE w.id <> w.top AND u.kind = ANY (%(kinds)s)
ORDER BY 1, 2, 3
