/* kpi
name: Approved foster places filled
domain: placements_fostering
definition: >-
    Looked-after children placed with the authority's own foster carers at the period end for
    every 100 places the authority has approved. Relatives and friends, and their places, are
    out from 31 March 2022.
clock: State at the period end (parameter foster_places_mainstream_only_from).
source: LAIT indicator 341a; Ofsted fostering data set
comparator: LAIT Number_Foster_Places(New) and Filled(New)
caveats: >-
    Children over places, so it may exceed 100. The approved number is the one recorded today.
    Other authorities' children in own places are not known here.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-NONE
measure: ratio
unit: percent
bases: [SNAP]
levels: [authority]
lookback_months: 0
unit_of_count: place
record: fostering_households
*/
with
parameters as (
    select cast(max(value_text) as date) as mainstream_only_from
    from ref.parameter
    where name = 'foster_places_mainstream_only_from'
)

select
    placed.la_code,
    placed.person_id,
    placed.cla_episode_id as record_id,
    'cla_episodes' as record_table,
    placed.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_placement__month_end as placed
cross join parameters
where
    placed.is_foster
    and placed.provider = 'PR1'
    and (not placed.is_with_kin or placed.snapshot_date < parameters.mainstream_only_from)
union all
select
    households.la_code,
    cast(null as varchar) as person_id,
    households.household_id as record_id,
    'fostering_households' as record_table,
    months.snapshot_date,
    cast(null as integer) as numerator,
    households.approved_places_count as denominator
from staging.fostering_households as households
cross join parameters
inner join ref.month_end as months
    on
        households.approval_date <= months.snapshot_date
        and coalesce(households.ceased_date, date '9999-12-31') > months.snapshot_date
where
    households.approved_places_count is not null
    and (
        households.kind = 'mainstream'
        or (
            households.kind = 'connected'
            and months.snapshot_date < parameters.mainstream_only_from
        )
    )
