-- Every merger and division on the way from a day to the units asked about.
WITH RECURSIVE walk (id, till) AS (
    SELECT t.id, %(until)s::date FROM unnest(%(units)s::bigint[]) AS t (id)
    UNION
    SELECT l.source_id, l."on" FROM walk AS w JOIN org_unitlineage AS l
    ON l.target_id = w.id AND l.kind IN ('merge', 'split') AND l."on" > %(after)s AND l."on" <= w.till
)
SELECT a.*,
    (SELECT x.name FROM org_unitname AS x WHERE x.unit_id = a.source_id
     ORDER BY (x.valid_from <= a."on" - 1) DESC, abs(a."on" - 1 - x.valid_from) LIMIT 1),
    (SELECT x.name FROM org_unitname AS x WHERE x.unit_id = a.target_id
     ORDER BY (x.valid_from <= a."on") DESC, abs(a."on" - x.valid_from) LIMIT 1)
FROM (
    SELECT DISTINCT l.id, l.source_id, l.target_id, l."on", l.kind, l.share, l.basis, l.document
    FROM walk AS w JOIN org_unitlineage AS l
    ON l.target_id = w.id AND l.kind IN ('merge', 'split') AND l."on" > %(after)s AND l."on" <= w.till
) AS a
ORDER BY a."on", a.target_id, a.source_id
