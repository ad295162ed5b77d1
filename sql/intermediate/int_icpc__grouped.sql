-- int_icpc__grouped: each initial conference of a child with the one that stands for it
-- grain    one row per child considered at a conference, as recorded
-- key      la_code, icpc_id
-- units    dates
-- source   intermediate.int_icpc__linked
-- A child is considered once on a day, also where two records were merged: the conference that
-- followed an enquiry, then one that made a plan, then the lowest id.
select
    la_code,
    icpc_id,
    first_value(icpc_id) over same_day as kept_icpc_id,
    person_id,
    icpc_date,
    is_transfer_in,
    is_plan_recorded,
    transfer_notified_date,
    is_participation,
    is_quorate,
    team_id,
    worker_id,
    chair_id,
    s47_enquiry_id
from intermediate.int_icpc__linked
window
    same_day as (
        partition by la_code, person_id, icpc_date
        order by
            (s47_enquiry_id is not null) desc, coalesce(is_plan_recorded, false) desc, icpc_id asc
    )
