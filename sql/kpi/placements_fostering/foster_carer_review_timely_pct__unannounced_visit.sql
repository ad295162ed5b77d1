/* kpi
name: Fostering households visited unannounced in the last 12 months
domain: placements_fostering
variant: unannounced_visit
definition: >-
    Of the fostering households approved for at least 12 months at the period end, the share
    visited unannounced in the last 12 months.
clock: State at the period end, as for reviews.
source: >-
    Fostering Services: National Minimum Standards 2011, standard 21
comparator: none published
caveats: Stands beside the reviews; the same households.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {fostering_reviews: 12}
unit_of_count: household
tells_of: service
record: fostering_households
*/
with
parameters as (
    select cast(max(value_number) as integer) as review_months
    from ref.parameter
    where name = 'foster_review_months'
),

approved as (
    select
        households.la_code,
        households.household_id,
        households.team_id,
        households.worker_id,
        months.snapshot_date,
        cast(months.snapshot_date - to_months(parameters.review_months) as date) as owed_since
    from staging.fostering_households as households
    cross join parameters
    inner join ref.month_end as months
        on
            households.approval_date
            <= months.snapshot_date - to_months(parameters.review_months)
            and coalesce(households.ceased_date, date '9999-12-31') > months.snapshot_date
    where households.kind in ('mainstream', 'connected')
)

select
    approved.la_code,
    cast(null as varchar) as person_id,
    approved.household_id as record_id,
    approved.snapshot_date,
    coalesce(approved.team_id, 'UNALLOCATED') as team_id,
    coalesce(approved.worker_id, 'NONE') as worker_id,
    case when count(reviews.review_date) > 0 then 1 else 0 end as numerator,
    1 as denominator
from approved
left join staging.fostering_reviews as reviews
    on
        approved.la_code = reviews.la_code
        and approved.household_id = reviews.household_id
        and lower(reviews.kind) = 'unannounced_visit'
        and approved.owed_since <= reviews.review_date
        and approved.snapshot_date >= reviews.review_date
group by
    approved.la_code,
    approved.household_id,
    approved.snapshot_date,
    approved.team_id,
    approved.worker_id
