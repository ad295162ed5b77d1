-- int_cla_starts: children who came into care, with the episode and legal status they came under
-- grain    one row per child and stay in care
-- key      la_code, episode_id
-- units    dates; legal_status null = none recorded; previous_end_date = of the stay before
-- source   intermediate.int_cla_stays, intermediate.int_legal_statuses, staging.cla_episodes
with
first_episodes as (
    select
        stays.la_code,
        stays.person_id,
        stays.stay_number,
        episodes.cla_episode_id as episode_id,
        episodes.placement_decision_date
    from intermediate.int_cla_stays as stays
    -- inner: a stay is made of episodes, and one had begun by its first day
    inner join staging.cla_episodes as episodes
        on
            stays.la_code = episodes.la_code
            and stays.first_cla_id = episodes.cla_id
            and stays.start_date >= episodes.cla_episode_start_date
    qualify
        row_number() over (
            partition by stays.la_code, stays.person_id, stays.stay_number
            order by episodes.cla_episode_start_date desc, episodes.cla_episode_id asc
        ) = 1
),

first_statuses as (
    select
        stays.la_code,
        stays.person_id,
        stays.stay_number,
        statuses.legal_status
    from intermediate.int_cla_stays as stays
    inner join intermediate.int_legal_statuses as statuses
        on
            stays.la_code = statuses.la_code
            and stays.person_id = statuses.person_id
            and not statuses.is_short_break
            and coalesce(stays.end_date, date '9999-12-31') > statuses.start_date
            and stays.start_date < coalesce(statuses.end_date, date '9999-12-31')
    qualify
        row_number() over (
            partition by stays.la_code, stays.person_id, stays.stay_number
            -- the status of the first day, else the first one recorded
            order by
                greatest(statuses.start_date, stays.start_date) asc,
                statuses.start_date desc,
                statuses.legal_status_id asc
        ) = 1
)

select
    stays.la_code,
    stays.person_id,
    first_episodes.episode_id,
    stays.first_cla_id as cla_id,
    stays.start_date,
    stays.end_date,
    stays.previous_end_date,
    stays.previous_end_reason,
    first_statuses.legal_status,
    first_episodes.placement_decision_date
from intermediate.int_cla_stays as stays
inner join first_episodes
    on
        stays.la_code = first_episodes.la_code
        and stays.person_id = first_episodes.person_id
        and stays.stay_number = first_episodes.stay_number
-- left: care may begin without a legal status on record
left join first_statuses
    on
        stays.la_code = first_statuses.la_code
        and stays.person_id = first_statuses.person_id
        and stays.stay_number = first_statuses.stay_number
