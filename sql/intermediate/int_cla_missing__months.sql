-- int_cla_missing__months: children looked after at any time in each month, missing or away in it
-- grain    one row per child and month in which the child was looked after for a day or more
-- key      la_code, person_id, month_end
-- units    last_day = the last day of the month on which the child was looked after
-- source   int_cla_stays, int_missing_episodes, int_months__counted
-- An episode counts in every month it reaches into while the child is looked after.
with
months_in_care as (
    select
        stays.la_code,
        stays.person_id,
        months.month_end,
        min(stays.last_episode_id) as episode_id,
        max(least(months.month_end, coalesce(stays.end_date, months.month_end)))
            as last_day
    from intermediate.int_cla_stays as stays
    -- inner: the months a stay reaches into; the day care ended is still one in care
    inner join intermediate.int_months__counted as months
        on
            stays.start_date <= months.month_end
            and coalesce(stays.end_date, date '9999-12-31')
            >= months.month_start
    group by stays.la_code, stays.person_id, months.month_end
),

missing_in_care as (
    select
        stays.la_code,
        stays.person_id,
        months.month_end,
        bool_or(episodes.episode_type = 'M') as is_missing,
        bool_or(episodes.episode_type = 'A') as is_away
    from intermediate.int_cla_stays as stays
    inner join intermediate.int_missing_episodes as episodes
        on
            stays.la_code = episodes.la_code
            and stays.person_id = episodes.person_id
            and stays.start_date <= coalesce(episodes.end_date, date '9999-12-31')
            and coalesce(stays.end_date, date '9999-12-31') >= episodes.start_date
    inner join intermediate.int_months__counted as months
        on
            greatest(stays.start_date, episodes.start_date) <= months.month_end
            and least(
                coalesce(stays.end_date, date '9999-12-31'),
                coalesce(episodes.end_date, date '9999-12-31')
            ) >= months.month_start
    group by stays.la_code, stays.person_id, months.month_end
)

select
    months_in_care.la_code,
    months_in_care.person_id,
    months_in_care.month_end,
    months_in_care.episode_id,
    months_in_care.last_day,
    coalesce(missing_in_care.is_missing, false) as is_missing,
    coalesce(missing_in_care.is_away, false) as is_away
from months_in_care
left join missing_in_care
    on
        months_in_care.la_code = missing_in_care.la_code
        and months_in_care.person_id = missing_in_care.person_id
        and months_in_care.month_end = missing_in_care.month_end
