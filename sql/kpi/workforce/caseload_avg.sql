/* kpi
name: Average caseload per full-time social worker
domain: workforce
definition: >-
  Children with an open case held by social workers, agency workers included, for each full-time
  equivalent of the workers who hold at least one child. A child looked after, on a plan or with
  an open referral is a case; brothers and sisters count one each; a jointly worked child counts
  with the lead worker only.
clock: State at the end of the last day of the month.
source: LAIT indicator 287; children's social work workforce census
comparator: LAIT Work_Force_AvgNumCase_SW, at 30 September
caveats: >-
  Workers without a case are in neither part, so the mean is higher than one over all staff.
  Children held by nobody, or by a worker in no role of caseload_roles, are in neither part. A
  sum over a sum, not a mean of workers' own averages.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: ratio
unit: cases per FTE
bases: [SNAP]
levels: [authority, service, team, worker]
unit_of_count: worker
record: involvements
*/
select
    children.la_code,
    children.person_id,
    children.involvement_id as record_id,
    'involvements' as record_table,
    children.snapshot_date,
    children.team_id,
    children.worker_id,
    1 as numerator,
    cast(null as decimal(18, 4)) as denominator
from intermediate.int_caseload__month_end as children
inner join intermediate.int_case_holders__month_end as holders
    on
        children.la_code = holders.la_code
        and children.worker_id = holders.worker_id
        and children.snapshot_date = holders.snapshot_date
union all
select
    la_code,
    cast(null as varchar) as person_id,
    record_id,
    'posts' as record_table,
    snapshot_date,
    team_id,
    worker_id,
    cast(null as integer) as numerator,
    fte as denominator
from intermediate.int_case_holders__month_end
