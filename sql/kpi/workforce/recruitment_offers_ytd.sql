/* kpi
name: Permanent job offers made
domain: workforce
definition: >-
  Offers of a permanent post made in the period, by route: a national campaign, rolling recruitment
  through the website, or another way.
clock: Date of the offer.
source: Scrutiny report 14 July 2015, 5.5.4; local recruitment record
comparator: none published
caveats: An offer is not an appointment and not a start; offers later declined stay counted.
version: 1
headline: YTD
pack: core
polarity: higher
attribution: A-POST
measure: count
bases: [YTD]
levels: [authority, service, team]
categories: [campaign, rolling, other]
unit_of_count: offer
record: recruitment_candidates
*/
select
    la_code,
    cast(null as varchar) as person_id,
    candidate_id as record_id,
    stage_date as event_date,
    team_id,
    'NONE' as worker_id,
    route_group as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_recruitment_candidates__stages
where stage = 'offered'
