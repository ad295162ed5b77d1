/* kpi
name: Children who came into care after adoption or special guardianship
domain: looked_after
variant: after_permanence
definition: >-
    Periods of care begun in the period of children who had left care for adoption or special
    guardianship before, here or elsewhere. Short breaks (V3, V4) alone are out.
clock: The first day of care that counts; the earlier order may be of any time.
source: SSDA903 PrevPerm (P1, P2) and Episodes
comparator: none published
caveats: >-
    An adopted child usually has a new record: earlier orders are known mostly from the previous
    permanence record.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: count
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
with
earlier_orders as (
    select distinct
        orders.la_code,
        coalesce(survivors.person_id, orders.source_person_id) as person_id
    from staging.cla_previous_permanence as orders
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            orders.la_code = survivors.la_code
            and orders.source_person_id = survivors.source_person_id
    -- SSDA903 codes: P1 adoption, P2 special guardianship
    where upper(orders.previous_permanence_option) in ('P1', 'P2')
),

earlier_exits as (
    select
        la_code,
        person_id,
        min(end_date) as first_exit_date
    from intermediate.int_cla_stays
    where end_reason in ('E11', 'E12', 'E43', 'E44', 'E45', 'E46', 'E47', 'E48')
    group by la_code, person_id
)

select
    starts.la_code,
    starts.person_id,
    starts.episode_id as record_id,
    starts.start_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_starts as starts
left join earlier_orders
    on starts.la_code = earlier_orders.la_code and starts.person_id = earlier_orders.person_id
left join earlier_exits
    on starts.la_code = earlier_exits.la_code and starts.person_id = earlier_exits.person_id
where
    earlier_orders.person_id is not null
    or earlier_exits.first_exit_date <= starts.start_date
