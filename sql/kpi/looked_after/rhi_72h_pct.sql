/* kpi
name: Return interviews completed within 72 hours
domain: looked_after
definition: >-
    Of the episodes of children missing from home or care that ended in the period, the share
    with a return interview completed within 72 hours of the return. A refused interview is not
    completed. One interview answers several episodes of a child if linked to them and within
    the 72 hours of each.
clock: >-
    72 clock hours, not working days; dates only are kept, so the third day after the return is
    in time (parameter rhi_limit_days). An episode counts in periods that end when its limit has
    passed.
source: >-
    Statutory guidance on children who run away or go missing from home or care (DfE, January
    2014)
comparator: none published
caveats: >-
    Away without authorisation (code A) is out. The interview's date is recorded locally.
    Offered and accepted stand under rhi_offered_pct.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: episode
tells_of: service
record: missing
*/
select
    la_code,
    person_id,
    table_id as record_id,
    end_date as event_date,
    -- before the limit has passed an episode counts in no period
    interview_due_on as counts_from,
    cast(
        coalesce(completed_on between end_date and interview_due_on, false) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_missing_episodes
where episode_type = 'M' and end_date is not null
