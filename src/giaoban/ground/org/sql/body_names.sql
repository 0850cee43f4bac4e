SELECT DISTINCT ON (x.body_id) x.body_id, x.name, x.short_name FROM org_bodyname AS x
WHERE x.body_id = ANY (%(bodies)s)
ORDER BY x.body_id, (x.valid_from <= %(on)s) DESC, abs(%(on)s::date - x.valid_from)
