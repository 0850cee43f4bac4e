SELECT {fields}
FROM org_unitgroupmember AS m JOIN org_unit AS u ON u.id = m.unit_id AND {u holds}
LEFT JOIN org_unitname AS n ON n.unit_id = u.id AND {n holds}
{kind}
WHERE m.group_id = %(group)s AND {m holds}
ORDER BY n.sort_key, u.id
