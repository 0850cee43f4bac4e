-- Which part of what units of earlier (or later) days were belongs to the units `wanted` of the day `on`: the rows `expected`.
-- These are the first steps of a statement; whoever needs them goes on with steps of its own.
WITH RECURSIVE
-- Days between the same events are alike: one walk serves them all.
day (day, epoch, back) AS (
    SELECT d, coalesce((SELECT max(l."on") FROM org_unitlineage AS l WHERE l.kind IN ('merge', 'split') AND l."on" <= d),
                       '-infinity'::date), d > %(on)s
    FROM unnest(%(days)s::date[]) AS d
),
-- Forward: from every unit that became (part of) one of the wanted, along the arrows after its day. Without a stated share a merger takes
-- everything; of a division it is not known. Who lives on keeps what it did not give away.
near (id) AS (
    SELECT w FROM unnest(%(wanted)s::bigint[]) AS w
    UNION
    SELECT l.source_id FROM near AS n JOIN org_unitlineage AS l
    ON l.target_id = n.id AND l.kind IN ('merge', 'split') AND l."on" <= %(on)s
),
down (epoch, source, id, share, since, trail) AS (
    SELECT DISTINCT e.epoch, l.source_id, l.source_id, 1::numeric, e.epoch + 1, ARRAY[l.source_id]
    FROM (SELECT DISTINCT epoch FROM day WHERE NOT back) AS e JOIN org_unitlineage AS l
    ON l.kind IN ('merge', 'split') AND l."on" > e.epoch AND l."on" <= %(on)s AND l.source_id IN (SELECT id FROM near)
    UNION ALL
    SELECT w.epoch, w.source, l.target_id, w.share * CASE WHEN l.kind = 'merge' THEN coalesce(l.share, 1) ELSE l.share END,
           l."on", w.trail || l.target_id
    FROM down AS w JOIN org_unitlineage AS l ON l.source_id = w.id AND l.kind IN ('merge', 'split')
         AND l."on" <= %(on)s AND l."on" >= w.since AND NOT l.target_id = ANY (w.trail)
),
kept (epoch, source, target, share) AS (
    SELECT w.epoch, w.source, w.id,
           w.share * (SELECT CASE WHEN bool_and(g.share IS NOT NULL) IS NOT FALSE THEN 1 - coalesce(sum(g.share), 0) END
                      FROM org_unitlineage AS g WHERE g.source_id = w.id AND g.kind = 'split'
                      AND g."on" <= %(on)s AND g."on" >= w.since)
    FROM down AS w JOIN org_unit AS u ON u.id = w.id AND {u holds}
),
forward (epoch, source, target, share) AS (
    SELECT epoch, source, target, CASE WHEN bool_and(share IS NOT NULL) THEN sum(share) END FROM kept GROUP BY 1, 2, 3
),
-- Backward: a later unit counts for the one unit it came from; where it came from several, the parts are not known.
far (id) AS (
    SELECT w FROM unnest(%(wanted)s::bigint[]) AS w
    UNION
    SELECT l.target_id FROM far AS n JOIN org_unitlineage AS l
    ON l.source_id = n.id AND l.kind IN ('merge', 'split') AND l."on" > %(on)s
),
up (epoch, source, id, till, trail) AS (
    SELECT DISTINCT e.epoch, l.target_id, l.target_id, e.epoch, ARRAY[l.target_id]
    FROM (SELECT DISTINCT epoch FROM day WHERE back) AS e JOIN org_unitlineage AS l
    ON l.kind IN ('merge', 'split') AND l."on" > %(on)s AND l."on" <= e.epoch AND l.target_id IN (SELECT id FROM far)
    UNION ALL
    SELECT w.epoch, w.source, l.source_id, l."on", w.trail || l.source_id
    FROM up AS w JOIN org_unitlineage AS l ON l.target_id = w.id AND l.kind IN ('merge', 'split')
         AND l."on" > %(on)s AND l."on" <= w.till AND NOT l.source_id = ANY (w.trail)
),
origin (epoch, source, target) AS (
    SELECT DISTINCT w.epoch, w.source, w.id FROM up AS w JOIN org_unit AS u ON u.id = w.id AND {u holds}
),
backward (epoch, source, target, share) AS (
    SELECT epoch, source, target, CASE WHEN count(*) OVER (PARTITION BY epoch, source) = 1 THEN 1::numeric END FROM origin
),
expected (day, source, target, share) AS (
    SELECT d.day, w.source, w.target, w.share
    FROM day AS d JOIN (SELECT *, false AS back FROM forward UNION ALL SELECT *, true FROM backward) AS w USING (epoch, back)
    JOIN org_unit AS s ON s.id = w.source AND s.valid_from <= d.day AND (s.valid_to IS NULL OR s.valid_to > d.day)
    WHERE w.target = ANY (%(wanted)s)
    UNION ALL
    SELECT d.day, u.id, u.id, 1::numeric
    FROM day AS d JOIN org_unit AS u ON u.id = ANY (%(wanted)s) AND {u holds}
         AND u.valid_from <= d.day AND (u.valid_to IS NULL OR u.valid_to > d.day)
    WHERE NOT EXISTS (SELECT FROM down AS w WHERE NOT d.back AND w.epoch = d.epoch AND w.source = u.id)
      AND NOT EXISTS (SELECT FROM up AS w WHERE d.back AND w.epoch = d.epoch AND w.source = u.id)
)
