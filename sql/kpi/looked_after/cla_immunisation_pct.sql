/* kpi
name: Looked-after children with immunisations up to date (year-end basis)
domain: looked_after
definition: >-
    Of the children looked after without a break for at least 12 months, the share who by the
    last word on record have had all immunisations their age asks for, those due before care
    included. Short breaks (V3, V4) alone are out.
clock: The last status recorded on or before the period end.
source: LAIT indicator 3; SSDA903 OC2
comparator: LAIT LACVaccinations%
caveats: >-
    The Standard Safeguarding Dataset holds only the latest status: earlier months are known
    only from local dated checks. Two records of one day that differ count as not up to date.
    Year-end basis: not to be put on one line with the current share.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cla_immunisations: 12}
unit_of_count: child
record: cla_episodes
*/
select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    case when known.is_up_to_date then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
-- left: a child of whom nothing is recorded stays in the denominator
left join intermediate.int_immunisations__month_end as known
    on
        children.la_code = known.la_code
        and children.person_id = known.person_id
        and children.snapshot_date = known.snapshot_date
where children.is_year_cohort
