-- Every merger and division on the way from a day to the units asked about.
WITH RECURSIVE walk (id, till) AS (
    SELECT t.id, %(until)s::date FROM unnest(%(units)s::bigint[]) AS t (id)
    UNION
    SELECT l.source_id, l."on" FROM walk AS w JOIN org_unitlineage AS l
    ON l.target_id = w.id AND l.kind IN ('merge', 'split') AND l."on" > %(after)s AND l."on" <= w.till
)
SELECT DISTINCT l.id, l.source_id, l.target_id, l."on", l.kind, l.share, l.basis, l.document
FROM walk AS w JOIN org_unitlineage AS l
ON l.target_id = w.id AND l.kind IN ('merge', 'split') AND l."on" > %(after)s AND l."on" <= w.till
ORDER BY l."on", l.target_id, l.source_id
