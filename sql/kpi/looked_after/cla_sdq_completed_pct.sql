/* kpi
name: Looked-after children with a strengths and difficulties score (year-end basis)
domain: looked_after
definition: >-
    Of the children looked after without a break for at least 12 months and aged 4 or over at
    the start of those months and under 17 at their end, the share with a total difficulties
    score in them. Short breaks (V3, V4) alone are out.
clock: The 12 months to the period end; aged 4 by the first day of them, not yet 17 on the last.
source: SSDA903 OC2 and validation rule 186
comparator: EES children looked after with a difficulties score received, yearly
caveats: >-
    A score is a whole number from 0 to 40; a reason for none (SDQ1 to SDQ5) is none. A second
    validation rule queries scores of 4- and 17-year-olds. Year-end basis: not to be put on one
    line with the current share.
version: 1
differs: >-
    The national cohort is a state at the year's end, looked back on at each month end; a
    rolling flow of it would be another cohort.
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {sdq_scores: 12}
unit_of_count: child
tells_of: service
record: cla_episodes
*/
select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    case when scores.score is not null then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
-- left: a child of whom nothing is recorded stays in the denominator
left join intermediate.int_sdq_scores__month_end as scores
    on
        children.la_code = scores.la_code
        and children.person_id = scores.person_id
        and children.snapshot_date = scores.snapshot_date
where children.is_year_cohort and children.is_sdq_age_in_year
