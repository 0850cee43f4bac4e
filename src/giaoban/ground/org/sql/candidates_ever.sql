-- Every name and alias a unit ever had, with whether the unit itself exists on the day asked about.
SELECT u.id, c.word, u.valid_from <= %(on)s AND (u.valid_to IS NULL OR u.valid_to > %(on)s), u.valid_from, u.valid_to
FROM (
    SELECT x.unit_id, x.name AS word FROM org_unitname AS x WHERE x.folded %% %(text)s OR x.folded %% %(core)s
    UNION
    SELECT x.unit_id, x.short_name FROM org_unitname AS x
    WHERE x.short_name <> '' AND (x.folded %% %(text)s OR x.folded %% %(core)s)
    UNION
    SELECT x.unit_id, x.alias FROM org_unitalias AS x WHERE x.folded %% %(text)s OR x.folded %% %(core)s
) AS c
JOIN org_unit AS u ON u.id = c.unit_id
ORDER BY u.id
