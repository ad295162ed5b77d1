-- int_early_help__month_end: children in early help, and not in statutory care, at each month end
-- grain    one row per child and month end; of two open episodes the earlier
-- key      la_code, person_id, snapshot_date
-- units    dates; family_id is the child's own id where no family is recorded
-- source   int_early_help__valid, int_cin__month_end, staging.family, ref.month_end
with
families as (
    select
        family.la_code,
        coalesce(survivors.person_id, family.source_person_id) as person_id,
        min(family.family_id) as family_id
    from staging.family as family
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            family.la_code = survivors.la_code
            and family.source_person_id = survivors.source_person_id
    where family.family_id is not null
    group by
        family.la_code,
        coalesce(survivors.person_id, family.source_person_id)
)

select
    episodes.la_code,
    episodes.person_id,
    month_ends.snapshot_date,
    episodes.episode_id,
    episodes.team_id,
    episodes.worker_id,
    episodes.led_by,
    coalesce('family ' || families.family_id, 'child ' || episodes.person_id) as family_id
from intermediate.int_early_help__valid as episodes
-- inner: an episode counts at the month ends it was open
inner join ref.month_end as month_ends
    on
        episodes.start_date <= month_ends.snapshot_date
        and coalesce(episodes.end_date, date '9999-12-31') > month_ends.snapshot_date
left join families
    on
        episodes.la_code = families.la_code
        and episodes.person_id = families.person_id
-- left: a child who is also a child in need is counted there
left join intermediate.int_cin__month_end as cases
    on
        episodes.la_code = cases.la_code
        and episodes.person_id = cases.person_id
        and month_ends.snapshot_date = cases.snapshot_date
where cases.person_id is null
qualify
    row_number() over (
        partition by episodes.la_code, episodes.person_id, month_ends.snapshot_date
        order by episodes.start_date, episodes.episode_id
    ) = 1
