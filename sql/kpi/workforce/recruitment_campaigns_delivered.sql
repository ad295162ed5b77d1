/* kpi
name: National campaigns and events delivered
domain: workforce
definition: Recruitment campaigns and open days completed in the period, by kind.
clock: Date completed.
source: Scrutiny report 14 July 2015, 5.5.3
comparator: none published
caveats: >-
  What was planned for the year is the variant planned. The report's target of three is for national
  campaigns; the open day is counted beside them.
version: 1
headline: YTD
pack: improvement_plan
polarity: higher
attribution: A-NONE
measure: count
bases: [YTD]
levels: [authority]
categories: [national_campaign, open_day, other]
unit_of_count: campaign
record: recruitment_campaigns
*/
select
    la_code,
    cast(null as varchar) as person_id,
    campaign_id as record_id,
    completed_date as event_date,
    case when kind in ('national_campaign', 'open_day') then kind else 'other' end as category,
    1 as numerator,
    cast(null as integer) as denominator
from staging.recruitment_campaigns
where completed_date is not null
