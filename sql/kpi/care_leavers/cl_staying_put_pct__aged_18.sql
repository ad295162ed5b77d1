/* kpi
name: Care leavers still living with their former foster carer three months after 18
domain: care_leavers
definition: >-
  Young people who reached three months after their 18th birthday in the 12 months to the period
  end and who were in a foster placement when care ended on that birthday: how many live with that
  former foster carer.
clock: >-
  Three calendar months after the 18th birthday, clamped to the month, in the 12 months to the
  period end; the answer is the one in the drop of the period end.
source: LAIT indicator 354; SSDA903 OC3 ACCOM Z
comparator: LAIT StayingPut, yearly
caveats: >-
  The months are the parameter staying_put_months_after_18. Foster placement: SSDA903 U1 to U6.
  Known only for months whose own drop holds the list of care leavers. Died and returned home are
  left out.
version: 1
headline: R12
variant: aged_18
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [R12]
record: care_leavers
*/
with
settings as (
    select cast(max(value_number) as integer) as months_after
    from ref.parameter
    where name = 'staying_put_months_after_18'
)

select
    states.la_code,
    states.person_id,
    states.record_id,
    states.snapshot_date,
    case when states.accommodation = 'Z' then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_care_leavers__month_end as states
-- inner: only those who were in foster care when they turned 18
inner join intermediate.int_cla_fostered_at_18 as fostered
    on
        states.la_code = fostered.la_code
        and states.person_id = fostered.person_id
cross join settings
where
    states.in_touch not in ('DIED', 'RHOM')
    and coalesce(states.death_date > states.snapshot_date, true)
    and states.is_relevant
    and fostered.eighteenth_birthday + to_months(settings.months_after) <= states.snapshot_date
    and fostered.eighteenth_birthday + to_months(settings.months_after)
    > last_day(states.snapshot_date - interval 12 month)
