-- The same walk against time: only what happened after the day asked about.
WITH RECURSIVE walk (id, share, since, trail) AS (
    SELECT %(unit)s::bigint,
           (SELECT CASE WHEN bool_and(g.share IS NOT NULL) IS NOT FALSE THEN 1 - coalesce(sum(g.share), 0) END
            FROM org_unitlineage AS g WHERE g.source_id = %(unit)s AND g.kind = 'split' AND g."on" > %(on)s),
           'infinity'::date, ARRAY[%(unit)s::bigint]
    UNION ALL
    SELECT l.source_id,
           CASE WHEN cardinality(w.trail) = 1 THEN 1 ELSE w.share END
           * CASE WHEN l.kind = 'merge' THEN coalesce(l.share, 1) ELSE l.share END,
           l."on", w.trail || l.source_id
    FROM walk AS w JOIN org_unitlineage AS l ON l.target_id = w.id AND l.kind IN ('merge', 'split')
         AND l."on" > %(on)s AND l."on" <= w.since AND NOT l.source_id = ANY (w.trail)
)
SELECT w.id, CASE WHEN bool_and(w.share IS NOT NULL) THEN sum(w.share) END
FROM walk AS w JOIN org_unit AS u ON u.id = w.id AND {u holds}
GROUP BY w.id ORDER BY w.id
