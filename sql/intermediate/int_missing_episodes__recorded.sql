-- int_missing_episodes__recorded: episodes of children missing or away, as recorded
-- grain    one row per episode
-- key      la_code, table_id
-- units    dates, end_date null while missing; episode_type M missing, A away
-- source   staging.missing; merges through int_persons__survivor; parameter rhi_limit_days
-- An episode without a code is taken as missing. Steps of a return interview not recorded as yes
-- are no steps.
with
settings as (
    select cast(max(value_number) as integer) as limit_days
    from ref.parameter
    where name = 'rhi_limit_days'
)

select
    missing.la_code,
    missing.table_id,
    coalesce(survivors.person_id, missing.source_person_id) as person_id,
    -- SSDA903 codes: M missing, A away from placement without authorisation
    left(upper(coalesce(missing.missing_episode_type, 'M')), 1) as episode_type,
    missing.missing_episode_start_date as start_date,
    missing.missing_episode_end_date as end_date,
    missing.missing_episode_end_date + settings.limit_days as interview_due_on,
    coalesce(lower(missing.missing_from) = 'placed_here', false) as is_placed_here,
    missing.missing_rhi_id as interview_id,
    missing.missing_rhi_completed_date as completed_date,
    coalesce(left(upper(missing.missing_rhi_offered), 1) in ('Y', 'T', '1'), false) as is_offered,
    coalesce(left(upper(missing.missing_rhi_accepted), 1) in ('Y', 'T', '1'), false) as is_accepted
from staging.missing as missing
cross join settings
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        missing.la_code = survivors.la_code
        and missing.source_person_id = survivors.source_person_id
