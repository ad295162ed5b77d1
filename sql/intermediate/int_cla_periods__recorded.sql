-- int_cla_periods__recorded: periods of care as recorded, made from their episodes
-- grain    one row per period of care
-- key      la_code, cla_id
-- units    dates, end_date null while care goes on
-- source   staging.cla_episodes; merges through intermediate.int_persons__survivor
-- A change of legal status, placement or carer starts a new episode of the same period (reason X1).
with
episodes as (
    select
        episodes.la_code,
        episodes.cla_id,
        episodes.cla_episode_id,
        coalesce(survivors.person_id, episodes.source_person_id) as person_id,
        episodes.cla_episode_start_date as start_date,
        episodes.cla_episode_ceased_date as end_date,
        episodes.cla_episode_ceased_reason as end_reason
    from staging.cla_episodes as episodes
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            episodes.la_code = survivors.la_code
            and episodes.source_person_id = survivors.source_person_id
    where
        coalesce(episodes.cla_episode_ceased_date, episodes.cla_episode_start_date)
        >= episodes.cla_episode_start_date
),

last_episodes as (
    select
        la_code,
        cla_id,
        cla_episode_id,
        person_id,
        end_date,
        end_reason,
        min(start_date) over (partition by la_code, cla_id) as first_start_date
    from episodes
    qualify
        row_number() over (
            partition by la_code, cla_id
            -- an open episode is the last one whatever else is recorded
            order by
                coalesce(end_date, date '9999-12-31') desc,
                start_date desc,
                cla_episode_id desc
        ) = 1
)

select
    la_code,
    cla_id,
    person_id,
    first_start_date as start_date,
    end_date,
    end_reason,
    cla_episode_id as last_episode_id
from last_episodes
