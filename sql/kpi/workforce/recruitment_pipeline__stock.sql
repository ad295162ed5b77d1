/* kpi
name: Candidates in the recruitment pipeline
domain: workforce
definition: >-
  Candidates for permanent posts who are still in the pipeline at the end of the day, each at the
  one stage they stand at, the latest dated one. Who has started or withdrawn has left it.
clock: State at the end of the last day of the month.
source: Scrutiny report 14 July 2015, 5.5.3 and 5.5.4; local recruitment record
comparator: none published
caveats: >-
  Two stages dated on one day count as the later of them. Candidates who were turned down without a
  withdrawn date stay in the pipeline.
version: 1
headline: SNAP
variant: stock
pack: core
polarity: contextual
attribution: A-POST
measure: count
bases: [SNAP]
levels: [authority, service, team]
categories: [enquiry, application, shortlisted, interviewed, offered, accepted, appointed]
unit_of_count: candidate
record: recruitment_candidates
*/
select
    la_code,
    cast(null as varchar) as person_id,
    candidate_id as record_id,
    snapshot_date,
    team_id,
    'NONE' as worker_id,
    case when stage = 'accepted' and route_group = 'campaign' then 'appointed' else stage end
        as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_recruitment_candidates__month_end
where stage not in ('in_post', 'withdrawn')
