-- int_school_judgements__in_force: each inspection judgement and the days on which it stood
-- grain    one row per judgement
-- key      la_code, school_urn, valid_from
-- units    dates; valid_to is the day of the next judgement, null = still in force
-- source   staging.school_judgements
-- A school that became an academy has a new number and no judgement until it is inspected.
select
    la_code,
    school_urn,
    overall_grade,
    judgement_date as valid_from,
    lead(judgement_date)
        over (partition by la_code, school_urn order by judgement_date)
        as valid_to
from staging.school_judgements
