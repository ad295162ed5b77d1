/* kpi
name: Average strengths and difficulties score of looked-after children
domain: looked_after
definition: >-
    The mean of the latest total difficulties scores of the last 12 months, of the children
    looked after for at least 12 months and of the age for the questionnaire who have one. Short
    breaks (V3, V4) alone are out.
clock: >-
    The 12 months to the period end; 0 to 13 is normal, 14 to 16 borderline, 17 to 40 of
    concern.
source: NI 58; LAIT indicator 162
comparator: LAIT Emotional_LAC
caveats: >-
    Of children with a score only: read beside the share with one.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-NONE
measure: mean
unit: points
bases: [SNAP]
levels: [authority]
lookback_months: {sdq_scores: 12}
unit_of_count: child
record: cla_episodes
*/
select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    scores.score as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
-- inner: the mean is of children with a score
inner join intermediate.int_sdq_scores__month_end as scores
    on
        children.la_code = scores.la_code
        and children.person_id = scores.person_id
        and children.snapshot_date = scores.snapshot_date
where children.is_year_cohort and children.is_sdq_age_in_year
