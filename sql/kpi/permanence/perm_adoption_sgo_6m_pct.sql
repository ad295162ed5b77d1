/* kpi
name: Adoptions and special guardianship orders per 100 children in care 6 months or more
domain: permanence
definition: >-
    Children who left care in the last 12 months through adoption or special guardianship, for every
    100 children looked after for 6 months or more at the period end. Short breaks (V3, V4) are out
    of both parts; unaccompanied asylum-seeking children are out of the second. Those who left are
    not among those who stay: a ratio that may exceed 100.
clock: >-
    Orders by the day care ended. Six months or more: care began on or before the same day of the
    month six months earlier (parameter permanence_months_in_care).
source: >-
    Former PAF indicator C23 (BVPI 163), with special guardianship added; SSDA903 reasons for
    ceasing E11, E12 (adoption) and E43 to E48 (special guardianship)
comparator: none current
caveats: >-
    Not comparable with shares of children leaving care. Every leaver counts unless parameter
    permanence_min_months_in_care_of_leavers asks for some months in care first.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: ratio
unit: per_100
bases: [R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
with
parameters as (
    select
        max(case when name = 'permanence_months_in_care' then cast(value_number as integer) end)
            as months_in_care,
        max(
            case
                when name = 'permanence_min_months_in_care_of_leavers'
                    then cast(value_number as integer)
            end
        ) as months_of_leavers
    from ref.parameter
)

select
    periods.la_code,
    periods.person_id,
    periods.last_episode_id as record_id,
    periods.end_date as event_date,
    cast(null as date) as snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_periods as periods
cross join parameters
where
    -- SSDA903 reason for ceasing: E11, E12 adoption; E43 to E48 special guardianship
    periods.end_reason in ('E11', 'E12', 'E43', 'E44', 'E45', 'E46', 'E47', 'E48')
    and periods.start_date + to_months(parameters.months_of_leavers) <= periods.end_date
    -- an order dated after care ended at 18, or not dated, is no order for a child in care
    and periods.end_date = periods.recorded_end_date
qualify
    -- merged records of one child hold one order
    row_number() over (
        partition by periods.la_code, periods.person_id, periods.end_date
        order by periods.last_episode_id
    ) = 1
union all
select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    cast(null as date) as event_date,
    children.snapshot_date,
    cast(null as integer) as numerator,
    1 as denominator
from intermediate.int_cla_month_end as children
cross join parameters
where
    not children.is_uasc
    and children.start_date <= children.snapshot_date - to_months(parameters.months_in_care)
