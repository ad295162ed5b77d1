-- int_cla_episodes__sequenced: each episode of care as sent, with those before and after it
-- grain    one row per episode of a child who was sent
-- key      la_code, cla_episode_id
-- units    dates; null where nothing comes before or after
-- source   staging.cla_episodes, int_persons__survivor. By start, then end: an open one comes last
select
    episodes.la_code,
    people.person_id,
    episodes.cla_episode_id,
    episodes.source_person_id,
    episodes.cla_episode_start_date,
    episodes.cla_episode_start_reason,
    episodes.cla_episode_ceased_date,
    episodes.cla_episode_ceased_reason,
    lag(episodes.cla_episode_ceased_date) over in_order as previous_ceased_date,
    lag(episodes.cla_episode_ceased_reason) over in_order as previous_ceased_reason,
    lead(episodes.cla_episode_start_date) over in_order as next_start_date,
    episodes.source_file,
    episodes.source_row,
    episodes.drop_month
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
