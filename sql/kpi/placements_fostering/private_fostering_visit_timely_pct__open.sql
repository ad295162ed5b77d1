/* kpi
name: Private fostering arrangements open
domain: placements_fostering
variant: open
definition: >-
    Private fostering arrangements the authority has been told of and that are open at the
    period end.
clock: State at the period end; one that ends that day is over.
source: Children (Private Arrangements for Fostering) Regulations 2005, regulations 4, 7 and 8
comparator: none published
caveats: Arrangements nobody told the authority of are unknown.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: private_fostering
*/
select
    la_code,
    person_id,
    arrangement_id as record_id,
    snapshot_date,
    coalesce(team_id, 'UNALLOCATED') as team_id,
    coalesce(worker_id, 'UNALLOCATED') as worker_id,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_private_fostering__month_end
where is_open
