/* kpi
name: Workers over the caseload threshold
domain: workforce
definition: >-
  Social workers, agency workers included, who hold more children for their hours than the
  threshold: more than 20 for a full-time worker, fewer in the assessed and supported year in
  employment.
clock: >-
  State at the end of the last day of the month; exactly the threshold is not over it
  (parameters caseload_threshold and caseload_threshold_asye).
source: Local; our choice of thresholds
comparator: none published
caveats: >-
  Counts children, not their weight; marts.worker_caseload has both. A worker's hours are those
  of all posts together.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
unit_of_count: worker
record: posts
*/
with
settings as (
    select
        max(value_number) filter (where name = 'caseload_threshold') as threshold,
        max(value_number) filter (where name = 'caseload_threshold_asye') as threshold_asye
    from ref.parameter
)

select
    holders.la_code,
    cast(null as varchar) as person_id,
    holders.record_id,
    holders.snapshot_date,
    holders.team_id,
    holders.worker_id,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_case_holders__month_end as holders
cross join settings
where
    holders.children_count > holders.fte * case
        when holders.asye_until > holders.snapshot_date then settings.threshold_asye
        else settings.threshold
    end
