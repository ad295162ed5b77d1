/* kpi
name: First personal education plan begun within 10 working days
domain: education
definition: >-
  Of the children of compulsory school age who came into care and whose tenth working day fell in
  the period, how many had a personal education plan begun by that day.
clock: >-
  Working days from the start of the first placement (day 0), normally the day care began; counted
  on the tenth.
source: Care Planning, Placement and Case Review (England) Regulations 2010 reg 4(2) with 5(b)(ii)
comparator: none published
caveats: >-
  Children who left care by the tenth day are left out: no plan is owed any longer. A plan begun
  before this period of care does not count. Compulsory age on the day of the placement: from the
  term after the fifth birthday to the end of Year 11. The limit is the parameter pep_initial_wd.
version: 1
headline: YTD
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
lookback_months: {peps: 1}
tells_of: service
record: cla_episodes
*/
with
plans as (
    select
        peps.la_code,
        coalesce(survivors.person_id, peps.source_person_id) as person_id,
        peps.started_date
    from staging.peps as peps
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            peps.la_code = survivors.la_code
            and peps.source_person_id = survivors.source_person_id
)

select
    owed.la_code,
    owed.person_id,
    owed.last_episode_id as record_id,
    owed.due_date as event_date,
    case when count(plans.started_date) > 0 then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_peps__first_owed as owed
-- left: no plan leaves the child in
left join plans
    on
        owed.la_code = plans.la_code
        and owed.person_id = plans.person_id
        and plans.started_date between owed.start_date and owed.due_date
group by owed.la_code, owed.person_id, owed.last_episode_id, owed.due_date
