/* kpi
name: Recruitment pipeline by stage reached
domain: workforce
definition: >-
  Candidates for permanent posts who reached each stage in the period. A candidate who accepts an
  offer through a campaign is appointed; one who accepts through rolling recruitment or otherwise
  has accepted. Offers, appointments and starts are kept apart and never added up.
clock: The date of each stage; a start date counts as in post only once it has come.
source: Scrutiny report 14 July 2015, 5.5.3 and 5.5.4; local recruitment record
comparator: none published
caveats: >-
  A flow, a candidate counts at every stage reached in the period; who stands where on a day is the
  variant stock. Someone who withdraws after accepting counts in both. A second application is a
  second candidate.
version: 1
differs: >-
    The flow through each stage is the main figure; who stands where on a day is its variant
    stock.
headline: YTD
pack: core
polarity: contextual
attribution: A-POST
measure: count
bases: [YTD]
levels: [authority, service, team]
categories:
  [enquiry, application, shortlisted, interviewed, offered, accepted, appointed, in_post,
   withdrawn]
whole: false
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
    case when stage = 'accepted' and route_group = 'campaign' then 'appointed' else stage end
        as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_recruitment_candidates__stages
