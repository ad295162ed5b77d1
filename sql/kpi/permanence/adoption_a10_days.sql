/* kpi
name: Days from entering care to the adoptive family, foster carer adoptions adjusted (A10)
domain: permanence
definition: >-
  As A1, but for children adopted by their foster carers the clock stops when they were placed
  with those carers, not when the placement became one for adoption.
clock: Calendar days from the day care began; counted on the day of the adoption order.
source: DfE and ASGLB, indicator A10
comparator: ASGLB local-level data
caveats: >-
  A foster carer adopts where the permanence record says so or, if it is silent, where the
  placement is A3 or A5; the day is the one recorded, else the first day of the stay with that
  carer. Never placed for adoption and not adopted by a foster carer is left out.
version: 1
headline: R36
pack: core
polarity: lower
attribution: A-EVT
measure: mean
unit: days
bases: [R12, R36]
record: cla_episodes
*/
with
adoptions as (
    select
        la_code,
        person_id,
        last_episode_id,
        care_start_date,
        adopted_date,
        case
            when is_by_carer then coalesce(with_carer_from, placed_date)
            else placed_date
        end as with_family_from
    from intermediate.int_adoptions
)

select
    la_code,
    person_id,
    last_episode_id as record_id,
    adopted_date as event_date,
    date_diff('day', care_start_date, with_family_from) as numerator,
    1 as denominator
from adoptions
where with_family_from between care_start_date and adopted_date
