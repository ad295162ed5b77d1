-- int_assessments__first_seen: when the child was first seen after each referral assessed
-- grain    one row per episode with an assessment: its first assessment
-- key      la_code, assessment_id
-- units    dates; first_seen_on null while the child has not been seen
-- source   int_assessments__valid, staging.cin_episodes, int_cin_visits__seen
-- The recorded day, else the first child in need visit since the referral that saw the child.
with
firsts as (
    select
        assessments.la_code,
        assessments.assessment_id,
        assessments.person_id,
        assessments.child_first_seen_date,
        assessments.team_id,
        assessments.worker_id,
        episodes.referral_date
    from intermediate.int_assessments__valid as assessments
    -- inner: without a referral there is no clock
    inner join staging.cin_episodes as episodes
        on
            assessments.la_code = episodes.la_code
            and assessments.referral_id = episodes.referral_id
    qualify
        row_number() over (
            partition by assessments.la_code, assessments.referral_id
            order by assessments.start_date, assessments.assessment_id
        ) = 1
)

select
    firsts.la_code,
    firsts.assessment_id,
    firsts.person_id,
    firsts.referral_date,
    firsts.team_id,
    firsts.worker_id,
    coalesce(firsts.child_first_seen_date, min(visits.visited_on)) as first_seen_on
from firsts
-- left: a child may not have been visited yet
left join intermediate.int_cin_visits__seen as visits
    on
        firsts.la_code = visits.la_code
        and firsts.person_id = visits.person_id
        and firsts.referral_date <= visits.visited_on
        and firsts.child_first_seen_date is null
group by
    firsts.la_code,
    firsts.assessment_id,
    firsts.person_id,
    firsts.referral_date,
    firsts.team_id,
    firsts.worker_id,
    firsts.child_first_seen_date
