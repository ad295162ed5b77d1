-- int_early_help__valid: early help episodes of children
-- grain    one row per early help episode
-- key      la_code, episode_id
-- units    dates, end_date null while the episode is open
-- source   staging.early_help_episodes, ref.parameter; merges through int_persons__survivor
-- led_by: parameter early_help_own_organisations names the authority's own teams; anyone else is a
-- partner.
with
parameters as (
    select string_split(lower(value_text), ',') as own_organisations
    from ref.parameter
    where name = 'early_help_own_organisations'
)

select
    episodes.la_code,
    episodes.episode_id,
    coalesce(survivors.person_id, episodes.source_person_id) as person_id,
    episodes.episode_start_date as start_date,
    episodes.episode_end_date as end_date,
    coalesce(episodes.episode_team_id, 'UNALLOCATED') as team_id,
    coalesce(episodes.episode_worker_id, 'UNALLOCATED') as worker_id,
    case
        when episodes.episode_organisation is null then 'not recorded'
        when
            list_contains(parameters.own_organisations, lower(episodes.episode_organisation))
            then 'led by the authority'
        else 'led by a partner'
    end as led_by
from staging.early_help_episodes as episodes
cross join parameters
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        episodes.la_code = survivors.la_code
        and episodes.source_person_id = survivors.source_person_id
where
    episodes.episode_start_date is not null
    and coalesce(episodes.episode_end_date, episodes.episode_start_date)
    >= episodes.episode_start_date
