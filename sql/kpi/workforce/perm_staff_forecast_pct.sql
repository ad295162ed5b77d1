/* kpi
name: Forecast permanent staff at a target date
domain: workforce
definition: >-
  Permanent staff expected on the target date (parameter forecast_target_date) as a share of the
  social work posts then filled. Permanent staff of the month end, plus candidates offered a post
  who start by the target date, less leavers as the scenario has them. A joiner takes the place of
  an agency worker unless the candidate's record says that a vacant post is filled. Scenarios are
  no leavers, leavers already known, and leavers at an average yearly turnover.
clock: >-
  Position at each month end in the forecast_horizon_months before the target date; months still to
  run are whole calendar months.
source: Scrutiny report 14 July 2015, 5.5.4 to 5.5.6; derived
comparator: none published
caveats: >-
  A forecast, not a count. Offers without an agreed start count at forecast_offer_conversion;
  turnover is forecast_annual_turnover. Known leavers are read from the posts as recorded today, so
  an earlier month end shows what was learnt since. After the target date there is no figure.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-POST
measure: ratio
unit: percent
bases: [SNAP]
levels: [authority, service, team]
categories: [no_leavers, known_leavers, average_turnover]
whole: false
unit_of_count: post
record: posts
*/
select
    la_code,
    cast(null as varchar) as person_id,
    record_id,
    record_table,
    snapshot_date,
    team_id,
    worker_id,
    scenario as category,
    numerator,
    denominator
from intermediate.int_workforce_forecast__parts
