/* kpi
name: Looked-after children convicted or cautioned
domain: looked_after
definition: >-
    Of the children aged 10 or over looked after without a break for at least 12 months, the
    share convicted or given a youth caution or conditional caution in those 12 months. Short
    breaks (V3, V4) alone are out.
clock: The 12 months to the period end; age at the period end (parameter conviction_from_age).
source: LAIT indicator 202; SSDA903 OC2 CONVICTED
comparator: LAIT LAC_Convictions
caveats: Any record of a conviction or caution in the months counts, whatever the offence.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-NONE
measure: percentage
bases: [R12]
levels: [authority]
lookback_months: {cla_episodes: 12}
unit_of_count: child
record: cla_episodes
*/
with
parameters as (
    select cast(max(value_number) as integer) as from_age
    from ref.parameter
    where name = 'conviction_from_age'
),

convictions as (
    select
        convictions.la_code,
        coalesce(survivors.person_id, convictions.source_person_id) as person_id,
        convictions.cla_conviction_date as conviction_date
    from staging.cla_convictions as convictions
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            convictions.la_code = survivors.la_code
            and convictions.source_person_id = survivors.source_person_id
)

select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    cast(
        exists (
            select 1
            from convictions
            where
                children.la_code = convictions.la_code
                and children.person_id = convictions.person_id
                and convictions.conviction_date
                between children.looked_from and children.snapshot_date
        ) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
cross join parameters
where children.is_year_cohort and children.age_years >= parameters.from_age
