-- Without a stated share a merger takes everything; of a split it is not known.
-- A unit that lives on after a split keeps what it did not give away.
WITH RECURSIVE walk (id, share, since, trail) AS (
    SELECT %(unit)s::bigint, 1::numeric, '-infinity'::date, ARRAY[%(unit)s::bigint]
    UNION ALL
    SELECT l.target_id, w.share * CASE WHEN l.kind = 'merge' THEN coalesce(l.share, 1) ELSE l.share END, l."on",
           w.trail || l.target_id
    FROM walk AS w JOIN org_unitlineage AS l ON l.source_id = w.id AND l.kind IN ('merge', 'split')
         AND l."on" <= %(on)s AND l."on" >= w.since AND NOT l.target_id = ANY (w.trail)
),
ends (id, share) AS (
    SELECT w.id, w.share * (SELECT CASE WHEN bool_and(g.share IS NOT NULL) IS NOT FALSE THEN 1 - coalesce(sum(g.share), 0) END
                            FROM org_unitlineage AS g WHERE g.source_id = w.id AND g.kind = 'split'
                            AND g."on" <= %(on)s AND g."on" >= w.since)
    FROM walk AS w JOIN org_unit AS u ON u.id = w.id AND {u holds}
)
SELECT id, CASE WHEN bool_and(share IS NOT NULL) THEN sum(share) END FROM ends GROUP BY id ORDER BY id
