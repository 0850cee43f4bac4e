SELECT DISTINCT ON (x.unit_id) x.unit_id, x.name, x.short_name FROM org_unitname AS x
WHERE x.unit_id = ANY (%(units)s)
ORDER BY x.unit_id, (x.valid_from <= %(on)s) DESC, abs(%(on)s::date - x.valid_from)
