/* kpi
name: National campaigns and events planned for the year
domain: workforce
definition: >-
  Recruitment campaigns and open days planned for the reporting year (1 April to 31 March) that the
  month end lies in, delivered or not, by kind.
clock: Planned date; the whole reporting year counts from its first month end.
source: Scrutiny report 14 July 2015, 5.5.3
comparator: none published
caveats: The plan as recorded today; a campaign added during the year also shows at earlier months.
version: 1
headline: SNAP
variant: planned
pack: improvement_plan
polarity: contextual
attribution: A-NONE
measure: count
bases: [SNAP]
levels: [authority]
categories: [national_campaign, open_day, other]
unit_of_count: campaign
record: recruitment_campaigns
*/
select
    campaigns.la_code,
    cast(null as varchar) as person_id,
    campaigns.campaign_id as record_id,
    months.snapshot_date,
    case
        when campaigns.kind in ('national_campaign', 'open_day') then campaigns.kind
        else 'other'
    end as category,
    1 as numerator,
    cast(null as integer) as denominator
from staging.recruitment_campaigns as campaigns
-- a reporting year begins in April: three months earlier it is a calendar year
inner join ref.month_end as months
    on
        year(campaigns.planned_date - interval 3 month)
        = year(months.snapshot_date - interval 3 month)
