/* kpi
name: Carers approved on the second tier
domain: placements_fostering
definition: >-
  Approved mainstream fostering households on the second tier of the scheme, for carers with
  experience of children who are harder to place, at the end of the day.
clock: State at the end of the last day of the month; a household that ceases that day is out.
source: Scrutiny report 14 July 2015, 7.3; local
comparator: none published
caveats: >-
  The tier is the one recorded today; a household moved to the second tier later also shows in
  earlier months.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-NONE
measure: count
bases: [SNAP]
levels: [authority]
unit_of_count: household
record: fostering_households
*/
select
    households.la_code,
    cast(null as varchar) as person_id,
    households.household_id as record_id,
    months.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from staging.fostering_households as households
inner join ref.month_end as months
    on
        households.approval_date <= months.snapshot_date
        and coalesce(households.ceased_date, date '9999-12-31') > months.snapshot_date
where
    households.kind = 'mainstream'
    and households.tier = 2
