/* kpi
name: Looked-after children with the year's health assessments (year-end basis)
domain: looked_after
definition: >-
    Of the children looked after without a break for at least 12 months, the share who had the
    health assessments of those 12 months: two under 5, one from 5 on. Short breaks (V3, V4)
    alone are out. Refused is not done.
clock: >-
    The 12 months to the period end; age at the period end. In care for 12 months means since
    the same date of the year before or earlier.
source: >-
    LAIT indicator 3; SSDA903 OC2; Care Planning, Placement and Case Review (England)
    Regulations 2010, regulation 7
comparator: LAIT LACHealth%
caveats: >-
    Year-end basis: not to be put on one line with the current share. Two assessments on one day
    are one.
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
lookback_months: {cla_health: 12}
unit_of_count: child
record: cla_episodes
*/
select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    case
        -- two a year until the fifth birthday; without a birth date one is asked for
        when checks.checks_count >= case when children.age_years < 5 then 2 else 1 end then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
-- left: a child without a check stays in the denominator
left join intermediate.int_cla_health__month_end as checks
    on
        children.la_code = checks.la_code
        and children.person_id = checks.person_id
        and children.snapshot_date = checks.snapshot_date
        and checks.kind = 'health_assessment'
where children.is_year_cohort
