/* kpi
name: Decisions that a child should be placed for adoption
domain: permanence
definition: >-
  Children for whom the agency decision maker decided in the period that they should be placed for
  adoption.
clock: Day of the decision.
source: Adoption scorecards, indicator A15; SSDA903 PlacedAdoption
comparator: none published
caveats: >-
  A decision later reversed still counts on its own day. A child with two decisions on different
  days counts twice.
version: 1
headline: YTD
pack: core
polarity: contextual
attribution: A-EVT
measure: count
bases: [IM, YTD, R12]
record: permanence
*/
with
decisions as (
    select
        decisions.la_code,
        coalesce(survivors.person_id, decisions.source_person_id) as person_id,
        decisions.table_id,
        decisions.adm_decision_date
    from staging.permanence as decisions
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            decisions.la_code = survivors.la_code
            and decisions.source_person_id = survivors.source_person_id
    where decisions.adm_decision_date is not null
)

select
    la_code,
    person_id,
    table_id as record_id,
    adm_decision_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from decisions
qualify
    -- merged records of one child hold one decision
    row_number() over (
        partition by la_code, person_id, adm_decision_date
        order by table_id
    ) = 1
