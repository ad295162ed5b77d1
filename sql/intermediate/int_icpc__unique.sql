-- int_icpc__unique: initial child protection conferences, a child once for a day
-- grain    one row per child and day of a conference
-- key      la_code, icpc_id
-- units    dates; s47_start_date null: no enquiry of this authority led to it
-- source   intermediate.int_icpc__grouped, int_s47__unique, int_chairs__team_on_day
select
    conferences.la_code,
    conferences.icpc_id,
    conferences.person_id,
    conferences.icpc_date,
    conferences.is_transfer_in,
    conferences.is_plan_recorded,
    conferences.transfer_notified_date,
    conferences.is_participation,
    conferences.is_quorate,
    conferences.team_id,
    conferences.worker_id,
    conferences.s47_enquiry_id,
    enquiries.start_date as s47_start_date,
    coalesce(chairs.team_id, 'UNALLOCATED') as chair_team_id,
    coalesce(conferences.chair_id, 'UNALLOCATED') as chair_id
from intermediate.int_icpc__grouped as conferences
-- left: a child who moved here under a plan had no enquiry here
left join intermediate.int_s47__unique as enquiries
    on
        conferences.la_code = enquiries.la_code
        and conferences.s47_enquiry_id = enquiries.s47_enquiry_id
-- left: no chair on record
left join intermediate.int_chairs__team_on_day as chairs
    on
        conferences.la_code = chairs.la_code
        and conferences.chair_id = chairs.chair_id
        and conferences.icpc_date = chairs.chaired_on
where conferences.icpc_id = conferences.kept_icpc_id
