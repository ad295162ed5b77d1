/* kpi
name: Assessments ending in no further action
domain: assessments
definition: >-
    Of the assessments authorised in the period, the share that ended their episode: the last
    assessment of an episode closed, on or after its authorisation, as assessed and not in need
    (RC8) or passed to early help (RC9).
clock: >-
    By the day of authorisation, whenever the episode closed after it. The last assessment is the
    one that started last.
source: LAIT indicator 290 (assessed as not in need, RC8 and RC9)
comparator: LAIT Referrals_AssessedNotNeed
caveats: >-
    The national figure divides by referrals, this one by assessments: they share no line. The
    reason for closure belongs to the episode, so that of several assessments only the last counts.
    Recent months rise as cases close.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cin_assessments
*/
with
assessments as (
    select
        la_code,
        person_id,
        assessment_id,
        referral_id,
        authorised_date,
        team_id,
        worker_id,
        row_number() over (
            partition by la_code, referral_id
            order by start_date desc, assessment_id desc
        ) = 1 as is_last_of_episode
    from intermediate.int_assessments__valid
)

select
    assessments.la_code,
    assessments.person_id,
    assessments.assessment_id as record_id,
    assessments.authorised_date as event_date,
    assessments.team_id,
    assessments.worker_id,
    cast(
        coalesce(
            assessments.is_last_of_episode
            and episodes.close_date >= assessments.authorised_date
            and episodes.close_reason in ('RC8', 'RC9'),
            false
        ) as integer
    ) as numerator,
    1 as denominator
from assessments
-- left: an assessment may name no episode
left join staging.cin_episodes as episodes
    on
        assessments.la_code = episodes.la_code
        and assessments.referral_id = episodes.referral_id
where assessments.authorised_date is not null
