/* kpi
name: Private fostering arrangements visited in time
domain: placements_fostering
definition: >-
    Of the private fostering arrangements open at the period end or ended in that month, the
    share visited first within 7 working days of the authority being told and since then at
    least every 6 weeks in the first year and every 12 weeks after it.
clock: >-
    Starts on the day the authority was told. A gap is judged by the day it began; the one now
    running counts up to the period end, or the arrangement's end. Parameters
    private_fostering_.
source: Children (Private Arrangements for Fostering) Regulations 2005, regulations 4, 7 and 8
comparator: none published
caveats: One visit late fails the arrangement for as long as it lasts.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {private_fostering_visits: 12}
unit_of_count: child
tells_of: service
record: private_fostering
*/
select
    la_code,
    person_id,
    arrangement_id as record_id,
    snapshot_date,
    coalesce(team_id, 'UNALLOCATED') as team_id,
    coalesce(worker_id, 'UNALLOCATED') as worker_id,
    cast(is_timely as integer) as numerator,
    1 as denominator
from intermediate.int_private_fostering__month_end
