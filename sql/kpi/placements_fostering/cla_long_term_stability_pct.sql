/* kpi
name: Long-term placement stability
domain: placements_fostering
definition: >-
    Of the looked-after children under 16 who have been in care without a break for at least two and
    a half years, the share who have lived with the same carer for at least two years, or who are
    placed for adoption and whose adoptive and previous placement together have lasted that long.
    Short breaks (V3, V4) are out.
clock: >-
    State at the period end, in calendar months: care began 30 months before or earlier, the
    placement 24 months before or earlier; exactly that long counts. Under 16 means the 16th
    birthday is still to come. Parameters stability_care_months, stability_placement_months.
source: NI 63; LAIT indicator 393; EES stability measures
comparator: LAIT LAC_LongStable%
caveats: >-
    A carer who moves house is the same carer only if the carer's id is recorded; otherwise the
    registration number, postcode and kind of placement must stay the same. The published series
    begins in 2018.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cla_episodes: 30, cla_placement: 30}
unit_of_count: child
record: cla_episodes
*/
with
parameters as (
    select
        cast(max(case when name = 'stability_care_months' then value_number end) as integer)
            as care_months,
        cast(max(case when name = 'stability_placement_months' then value_number end) as integer)
            as placement_months
    from ref.parameter
),

cohort as (
    select
        children.la_code,
        children.person_id,
        children.cla_id,
        children.cla_episode_id,
        children.snapshot_date,
        children.snapshot_date - to_months(parameters.placement_months) as stable_since
    from intermediate.int_cla_month_end as children
    cross join parameters
    -- inner: without a date of birth nobody can be said to be under 16
    inner join intermediate.int_persons__current as persons
        on
            children.la_code = persons.la_code
            and children.person_id = persons.person_id
            and children.snapshot_date < persons.sixteenth_birthday
    where children.start_date <= children.snapshot_date - to_months(parameters.care_months)
)

select
    cohort.la_code,
    cohort.person_id,
    cohort.cla_episode_id as record_id,
    cohort.snapshot_date,
    cast(
        coalesce(
            stays.start_date <= cohort.stable_since
            or (stays.is_adoptive and stays.previous_start_date <= cohort.stable_since),
            false
        ) as integer
    ) as numerator,
    1 as denominator
from cohort
-- left: a child without a placement on record is not stable
left join intermediate.int_placement_spells as stays
    on
        cohort.la_code = stays.la_code
        and cohort.cla_id = stays.cla_id
        and cohort.snapshot_date >= stays.start_date
        and cohort.snapshot_date < coalesce(stays.next_start_date, date '9999-12-31')
