-- int_assessment_factor_groups: groups of factors found by assessments of the months shown
-- grain    one row per authorised assessment and group of factors it found
-- key      la_code, assessment_id, factor_group
-- units    dates
-- source   intermediate.int_assessment_factors, ref.month_end
-- "No factors identified" is no factor. Older assessments than any figure counts are left out.
with
-- figures begin with the first month shown and look twelve months back
since as (
    select min(snapshot_date) - to_months(13) as first_day
    from ref.month_end
)

select distinct
    factors.la_code,
    factors.assessment_id,
    factors.person_id,
    factors.authorised_date,
    factors.team_id,
    factors.worker_id,
    factors.factor_group
from intermediate.int_assessment_factors as factors
inner join since
    on factors.authorised_date >= since.first_day
where factors.factor_group <> 'No factors identified'
