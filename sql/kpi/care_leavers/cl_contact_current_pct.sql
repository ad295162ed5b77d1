/* kpi
name: Care leavers aged 18 to 20 in contact in the last 8 weeks
domain: care_leavers
definition: >-
  Of the relevant and former relevant young people aged 18 to 20 open at the end of the day, how
  many have had contact in the last 56 days.
clock: >-
  Calendar days from the latest contact to the last day of the month; the 56th day is in time.
source: Local practice; Annex A list 9 latest date of contact
comparator: none published
caveats: >-
  No contact recorded counts as none. The interval is the parameter care_leaver_contact_days.
  Those of 21 to 25 are the variant aged_21_25. Known only for months whose own drop holds the
  list of care leavers, because the source overwrites it.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
tells_of: service
record: care_leavers
*/
with
settings as (
    select cast(max(value_number) as integer) as contact_days
    from ref.parameter
    where name = 'care_leaver_contact_days'
)

select
    states.la_code,
    states.person_id,
    states.record_id,
    states.snapshot_date,
    case
        when states.latest_contact >= states.snapshot_date - settings.contact_days then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_care_leavers__month_end as states
cross join settings
where
    states.is_open
    and states.is_relevant
    and states.age_years between 18 and 20
