-- cla_ids: periods of care that go on from one an earlier return began, with the first one's id
-- grain    one row per period of care whose id another stands for
-- key      la_code, cla_id
-- units    none
-- source   landed.cla_episodes
-- A year's SSDA903 return has no first day for care that began before its year, so its reader gives
-- the rest of the period an id of its own. What says that both are one: the later period does not
-- begin with S, and the child's period before it ended with X1 on the day it begins.
with
periods as (
    select
        la_code,
        trim(source_person_id) as source_person_id,
        trim(cla_id) as cla_id,
        min(cla_episode_start_date) as start_date,
        min_by(trim(cla_episode_start_reason), cla_episode_start_date) as start_reason,
        bool_or(cla_episode_ceased_date is null) as is_open,
        max(cla_episode_ceased_date) as end_date,
        max_by(trim(cla_episode_ceased_reason), cla_episode_ceased_date) as end_reason
    from landed.cla_episodes
    group by
        la_code,
        trim(source_person_id),
        trim(cla_id)
),

compared as (
    select
        la_code,
        source_person_id,
        cla_id,
        start_date,
        coalesce(
            start_reason <> 'S'
            and not lag(is_open) over in_order
            and lag(end_date) over in_order = start_date
            and lag(end_reason) over in_order = 'X1',
            false
        ) as goes_on
    from periods
    window
        in_order as (
            partition by la_code, source_person_id
            order by start_date, cla_id
        )
),

chained as (
    select
        la_code,
        source_person_id,
        cla_id,
        start_date,
        goes_on,
        sum(case when goes_on then 0 else 1 end) over (
            partition by la_code, source_person_id
            order by start_date, cla_id
        ) as chain_number
    from compared
),

named as (
    select
        la_code,
        cla_id,
        goes_on,
        first_value(cla_id) over (
            partition by la_code, source_person_id, chain_number
            order by start_date, cla_id
        ) as first_cla_id
    from chained
)

select
    la_code,
    cla_id,
    min(first_cla_id) as first_cla_id
from named
where goes_on
group by
    la_code,
    cla_id
