/* kpi
name: Partner coverage of the safeguarding hub
domain: contacts_referrals
definition: >-
  Of the partner agencies named in the plan for the multi-agency safeguarding hub, how many share
  information through a resource that is active at the end of the day.
clock: State at the end of the last day of the month; a resource that ends that day is not active.
source: Scrutiny report 14 July 2015, 5.8.1 and 5.8.2; local
comparator: none published
caveats: >-
  A part-time or virtual resource counts as active. A partner counts from the date planned for it.
version: 1
headline: SNAP
pack: improvement_plan
polarity: higher
attribution: A-NONE
measure: percentage
bases: [SNAP]
levels: [authority]
unit_of_count: partner
tells_of: service
record: mash_partners
*/
select
    partners.la_code,
    cast(null as varchar) as person_id,
    partners.partner_id as record_id,
    months.snapshot_date,
    case
        when
            partners.resource_from <= months.snapshot_date
            and coalesce(partners.resource_to, date '9999-12-31') > months.snapshot_date
            then 1
        else 0
    end as numerator,
    1 as denominator
from staging.mash_partners as partners
inner join ref.month_end as months
    on partners.planned_from <= months.snapshot_date
