-- Goes on from weights.sql, whose `wanted` are the upper units and their parts: on each day, of how many parts of an upper unit something was
-- there, and whether all of that, and nothing else, stood under what the upper unit was then.
, part (top, id, kind) AS (
    SELECT p.top, p.id, u.kind
    FROM unnest(%(tops)s::bigint[], %(parts)s::bigint[]) AS p (top, id) JOIN org_unit AS u ON u.id = p.id
),
-- Days without a change of the tree or of lineage between them are alike: the first stands for them all.
event (d) AS (
    SELECT valid_from FROM org_unitparent WHERE tree = 'state'
    UNION SELECT valid_to FROM org_unitparent WHERE tree = 'state' AND valid_to IS NOT NULL
    UNION SELECT l."on" FROM org_unitlineage AS l
),
age (day, first) AS (
    SELECT d.day, min(d.day) OVER (PARTITION BY (SELECT max(e.d) FROM event AS e WHERE e.d <= d.day)) FROM day AS d
),
sight (day) AS (SELECT DISTINCT first FROM age),
became (day, source, target, share) AS (
    SELECT d.day, w.source, w.target, w.share
    FROM sight AS s JOIN day AS d USING (day)
    JOIN (SELECT *, false AS back FROM forward UNION ALL SELECT *, true FROM backward) AS w USING (epoch, back)
),
came (day, top, source) AS (
    SELECT DISTINCT x.day, p.top, x.source FROM expected AS x JOIN sight USING (day) JOIN part AS p ON p.id = x.target
),
torn (day, top) AS (
    SELECT DISTINCT c.day, c.top FROM came AS c JOIN became AS b USING (day, source)
    WHERE (b.share IS NULL OR b.share > 0) AND NOT EXISTS (SELECT FROM part AS p WHERE p.top = c.top AND p.id = b.target)
    UNION
    SELECT x.day, x.target FROM expected AS x JOIN sight USING (day)
    WHERE x.target = ANY (%(tops)s) AND x.share IS DISTINCT FROM 1
),
then_under (day, top, id) AS (
    SELECT x.day, x.target, x.source FROM expected AS x JOIN sight USING (day) WHERE x.target = ANY (%(tops)s)
    UNION
    SELECT t.day, t.top, p.unit_id FROM then_under AS t JOIN org_unitparent AS p
    ON p.parent_id = t.id AND p.tree = 'state' AND p.valid_from <= t.day AND (p.valid_to IS NULL OR p.valid_to > t.day)
),
held (day, top, source) AS (
    SELECT t.day, t.top, t.id FROM then_under AS t
    JOIN org_unit AS u ON u.id = t.id AND u.valid_from <= t.day AND (u.valid_to IS NULL OR u.valid_to > t.day)
    WHERE t.id <> t.top AND u.kind IN (SELECT kind FROM part AS p WHERE p.top = t.top)
),
other (day, top, source) AS (
    (SELECT day, top, source FROM came EXCEPT SELECT day, top, source FROM held)
    UNION ALL
    (SELECT day, top, source FROM held EXCEPT SELECT day, top, source FROM came)
)
SELECT a.day, t.top,
       (SELECT count(DISTINCT p.id) FROM part AS p JOIN expected AS x ON x.target = p.id AND x.day = a.day WHERE p.top = t.top),
       NOT EXISTS (SELECT FROM torn WHERE torn.day = a.first AND torn.top = t.top)
       AND NOT EXISTS (SELECT FROM other WHERE other.day = a.first AND other.top = t.top)
       AND EXISTS (SELECT FROM came WHERE came.day = a.first AND came.top = t.top)
FROM age AS a CROSS JOIN (SELECT DISTINCT top FROM part) AS t
ORDER BY 1, 2
