SELECT u.id, coalesce(n.name, ''), coalesce(n.short_name, ''), c.word
FROM (
    SELECT x.unit_id, x.name AS word FROM org_unitname AS x
    WHERE (x.folded %% %(text)s OR x.folded %% %(core)s) AND {x holds}
    UNION
    SELECT x.unit_id, x.alias FROM org_unitalias AS x
    WHERE (x.folded %% %(text)s OR x.folded %% %(core)s) AND {x holds}
) AS c
JOIN org_unit AS u ON u.id = c.unit_id AND {u holds}
LEFT JOIN org_unitname AS n ON n.unit_id = u.id AND {n holds}
WHERE %(within)s::bigint[] IS NULL OR u.id = ANY (%(within)s)
