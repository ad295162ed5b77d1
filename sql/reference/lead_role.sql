-- lead_role: the professional roles that count as holding a case, in order
-- grain    one row per role
-- key      role_id
-- units    priority 1 wins over 2 where involvements overlap
-- source   seed.lead_role (the council's settings)
select
    role_id,
    priority
from seed.lead_role
