/* rule
name: A child adopted without a record of how
dfe: [SSDA903 601]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_ceased_reason]
  permanence: [adm_decision_date]
fault: missing date
message: The child left care adopted and nothing is recorded of the decision or the match.
remedy: Record the decision, the match and the adopters.
*/
select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
    records.cla_episode_ceased_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_episodes as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
left join (
    select
        decisions.la_code,
        coalesce(people.person_id, decisions.source_person_id) as person_id
    from staging.permanence as decisions
    left join intermediate.int_persons__survivor as people
        on
            decisions.la_code = people.la_code
            and decisions.source_person_id = people.source_person_id
    where decisions.adm_decision_date is not null
) as decided
    on
        survivors.la_code = decided.la_code
        and survivors.person_id = decided.person_id
where
    records.cla_episode_ceased_reason in ('E11', 'E12')
    and decided.person_id is null
    -- a council that sends no decisions has nothing to mend child by child
    and exists (
        select 1 from staging.permanence as sent
        where sent.la_code = records.la_code
    )
