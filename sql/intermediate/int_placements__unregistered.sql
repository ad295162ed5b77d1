-- int_placements__unregistered: placements of looked-after children without the registration owed
-- grain    one row per placement and what is wrong with it
-- key      la_code, cla_placement_id, kind
-- units    dates; to_date is the first day on which it is no longer so, 31 December 9999 if open
-- source   staging.cla_placement, int_cla_periods, int_persons__current; parameters registration_
-- K2 children's home; H5 supported accommodation, which needs Ofsted registration from 28 October
-- 2023; H5 and P2 are no place for a child under 16 (SSDA903 checks). Placements outside England
-- are not Ofsted's.
with
parameters as (
    select
        cast(max(value_text) filter (where name = 'registration_supported_from') as date)
            as supported_from,
        cast(max(value_number) filter (where name = 'registration_least_age') as integer)
            as least_age
    from ref.parameter
),

placements as (
    select
        placements.la_code,
        placements.cla_placement_id,
        periods.person_id,
        placements.cla_placement_type as placement_type,
        greatest(placements.cla_placement_start_date, periods.start_date) as start_date,
        least(
            coalesce(placements.cla_placement_end_date, date '9999-12-31'),
            coalesce(periods.end_date, date '9999-12-31')
        ) as end_date,
        coalesce(
            regexp_matches(upper(placements.cla_placement_urn), '^(SC[0-9]{6}|[0-9]{6,7})$'), false
        ) as is_registered,
        coalesce(placements.cla_placement_registration = 'pending', false) as is_pending,
        parameters.supported_from,
        -- adding years to 29 February stops at the 28th: where the day shrank, move on by one
        cast(persons.dob + to_years(parameters.least_age) as date)
        + case
            when
                day(cast(persons.dob + to_years(parameters.least_age) as date)) < day(persons.dob)
                then 1
            else 0
        end as old_enough_on
    from staging.cla_placement as placements
    cross join parameters
    inner join intermediate.int_cla_periods as periods
        on
            placements.la_code = periods.la_code
            and placements.cla_id = periods.cla_id
    left join intermediate.int_persons__current as persons
        on periods.la_code = persons.la_code and periods.person_id = persons.person_id
    where
        placements.cla_placement_type in ('K2', 'H5', 'P2')
        and not coalesce(placements.cla_placement_outside_england, false)
),

judged as (
    select
        la_code,
        cla_placement_id,
        person_id,
        start_date,
        case placement_type when 'K2' then 'childrens home' else 'supported accommodation' end
            as kind,
        case placement_type when 'K2' then start_date else greatest(start_date, supported_from) end
            as from_date,
        end_date as to_date,
        is_pending
    from placements
    where placement_type in ('K2', 'H5') and not is_registered
    union all
    select
        la_code,
        cla_placement_id,
        person_id,
        start_date,
        'under 16' as kind,
        start_date as from_date,
        least(end_date, old_enough_on) as to_date,
        false as is_pending
    from placements
    where placement_type in ('H5', 'P2') and old_enough_on > start_date
)

select
    la_code,
    cla_placement_id,
    person_id,
    start_date,
    kind,
    from_date,
    to_date,
    is_pending
from judged
where from_date < to_date
