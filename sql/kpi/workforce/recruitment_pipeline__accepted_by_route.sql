/* kpi
name: Offers accepted by route
domain: workforce
definition: >-
  Candidates who accepted an offer of a permanent post in the period, by the campaign or other route
  that brought them. Through a campaign this is an appointment.
clock: Date of acceptance.
source: Scrutiny report 14 July 2015, 5.5.3 and 5.5.4; local recruitment record
comparator: none published
caveats: Someone who later withdraws still counts here; the stage withdrawn shows them too.
version: 1
headline: YTD
variant: accepted_by_route
pack: core
polarity: higher
attribution: A-POST
measure: count
bases: [YTD]
levels: [authority, service, team]
categories: [campaign_1, campaign_2, campaign_3, rolling, other]
unit_of_count: candidate
record: recruitment_candidates
*/
select
    la_code,
    cast(null as varchar) as person_id,
    candidate_id as record_id,
    stage_date as event_date,
    team_id,
    'NONE' as worker_id,
    route as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_recruitment_candidates__stages
where stage = 'accepted'
