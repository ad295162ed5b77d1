/* rule
name: An open episode of care followed by another
dfe: [SSDA903 142]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_ceased_date, cla_episode_start_date]
fault: missing date
message: The episode is open and a later one of the child has begun.
remedy: End the episode on the day the next one began.
*/
with
compared as (
    select
        episodes.la_code,
        episodes.cla_episode_id,
        episodes.cla_episode_start_date,
        episodes.cla_episode_ceased_date,
        episodes.cla_episode_ceased_reason,
        episodes.cla_episode_start_reason,
        lead(episodes.cla_episode_start_date) over in_order as next_start_date
    from staging.cla_episodes as episodes
    inner join intermediate.int_persons__survivor as people
        on
            episodes.la_code = people.la_code
            and episodes.source_person_id = people.source_person_id
    window
        in_order as (
            partition by episodes.la_code, people.person_id
            order by
                episodes.cla_episode_start_date,
                coalesce(episodes.cla_episode_ceased_date, date '9999-12-31'),
                episodes.cla_episode_id
        )
)

select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_episodes as records
inner join compared
    on
        records.la_code = compared.la_code
        and records.cla_episode_id = compared.cla_episode_id
        and compared.cla_episode_ceased_date is null
        and compared.next_start_date is not null
