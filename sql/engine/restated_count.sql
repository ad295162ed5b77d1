-- restated_count: how many records of each cause moved a figure
-- grain    one row per moved figure that any record moved
-- key      file_stem, basis, period_end, level, member_key, category
-- units    distinct records
-- source   engine.restated_figure, engine.restated_cause, ref.period_month
with
pairs as (
    select
        figures.file_stem,
        figures.basis,
        figures.period_end,
        figures.level,
        figures.member_key,
        figures.category,
        causes.record_id,
        causes.cause,
        causes.then_numerator,
        causes.then_denominator,
        causes.now_numerator,
        causes.now_denominator,
        -- was, and is, the row one of this figure's?
        months_then.month_end is not null
        and case
            when causes.is_stock then causes.then_month_end = figures.period_end
            else figures.basis <> 'SNAP' and causes.then_from_month <= figures.period_end
        end
        and case figures.level
            when 'service' then causes.then_service_id = figures.service_id
            when 'team' then causes.then_team_id = figures.team_id
            else true
        end as was_in,
        months_now.month_end is not null
        and case
            when causes.is_stock then causes.now_month_end = figures.period_end
            else figures.basis <> 'SNAP' and causes.now_from_month <= figures.period_end
        end
        and case figures.level
            when 'service' then causes.now_service_id = figures.service_id
            when 'team' then causes.now_team_id = figures.team_id
            else true
        end as is_in
    from engine.restated_figure as figures
    inner join engine.restated_cause as causes
        on
            figures.publication_id = causes.publication_id
            and figures.file_stem = causes.file_stem
            -- of a share, each category is divided by all of them
            and (figures.category in ('', causes.category) or figures.measure = 'share')
    left join ref.period_month as months_then
        on
            figures.basis = months_then.basis
            and figures.period_end = months_then.period_end
            and causes.then_month_end = months_then.month_end
    left join ref.period_month as months_now
        on
            figures.basis = months_now.basis
            and figures.period_end = months_now.period_end
            and causes.now_month_end = months_now.month_end
)

select
    file_stem,
    basis,
    period_end,
    level,
    member_key,
    category,
    count(distinct record_id) filter (where cause = 'added') as records_added,
    count(distinct record_id) filter (where cause = 'changed') as records_changed,
    count(distinct record_id) filter (where cause = 'withdrawn') as records_withdrawn,
    count(distinct record_id) filter (where cause = 'matured') as records_matured,
    count(distinct record_id) filter (where cause = 'merged') as records_merged,
    count(distinct record_id) filter (where cause = 'recalculated') as records_recalculated
from pairs
where
    coalesce(was_in, false) <> coalesce(is_in, false)
    or (
        was_in
        and (then_numerator, then_denominator) is distinct from (now_numerator, now_denominator)
    )
group by file_stem, basis, period_end, level, member_key, category
