/* rule
name: Care begun without a word on earlier permanence
dfe: [SSDA903 630]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_start_date, cla_id]
  cla_previous_permanence: [previous_permanence_option]
fault: missing code
message: >-
  Care began in the last twelve months and whether the child had been adopted or under another
  permanence order is not recorded.
remedy: Record the earlier permanence, or that there was none.
*/
select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
    records.cla_episode_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_episodes as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_cla_periods as periods
    on
        records.la_code = periods.la_code
        and records.cla_id = periods.cla_id
        and records.cla_episode_start_date = periods.entered_care_date
cross join ref.run as run
left join (
    select
        said.la_code,
        coalesce(people.person_id, said.source_person_id) as person_id
    from staging.cla_previous_permanence as said
    left join intermediate.int_persons__survivor as people
        on
            said.la_code = people.la_code
            and said.source_person_id = people.source_person_id
    where said.previous_permanence_option is not null
) as known
    on
        survivors.la_code = known.la_code
        and survivors.person_id = known.person_id
where
    known.person_id is null
    and periods.start_date > run.extract_date - interval 12 month
    -- a council that never says it has nothing to mend child by child
    and exists (
        select 1 from staging.cla_previous_permanence as sent
        where sent.la_code = records.la_code
    )
