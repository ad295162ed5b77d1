/* kpi
name: Looked-after children with immunisations confirmed up to date in the last 12 months
domain: looked_after
variant: current
definition: >-
    Of all children looked after at the period end, the share whose immunisations were last
    recorded as up to date, and that in the last 12 months. Short breaks (V3, V4) alone are out.
clock: The last status recorded on or before the period end, at most 12 months old.
source: Local monthly reports
comparator: none published
caveats: As for the year-end basis; a status over 12 months old is taken as not known.
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
    case
        when known.is_up_to_date and known.known_from >= children.looked_from then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
-- left: a child of whom nothing is recorded stays in the denominator
left join intermediate.int_immunisations__month_end as known
    on
        children.la_code = known.la_code
        and children.person_id = known.person_id
        and children.snapshot_date = known.snapshot_date
