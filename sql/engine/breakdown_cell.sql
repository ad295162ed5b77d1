-- breakdown_cell: monthly sums by one attribute of the child at a time
-- grain    one row per KPI file, dimension, member, service, team, kind, month and counting month
-- key      file_stem, dimension, member, service_id, team_id, is_stock, month_end, from_month
-- units    sums of numerators and denominators
-- source   engine.cohort_described, seed.kpi; figures of children that add up, whole only
with
spread as (
    select
        cohort.file_stem,
        cohort.service_id,
        cohort.team_id,
        cohort.is_stock,
        cohort.month_end,
        cohort.from_month,
        cohort.age_band,
        cohort.sex,
        cohort.ethnicity_group,
        sum(cohort.numerator) as numerator,
        sum(cohort.denominator) as denominator
    from engine.cohort_described as cohort
    inner join seed.kpi as kpis
        on cohort.file_stem = kpis.file_stem
    where
        cohort.person_id is not null
        and kpis.has_whole
        and kpis.once_per is null
        and kpis.measure not in ('median', 'share')
    group by
        cohort.file_stem,
        cohort.service_id,
        cohort.team_id,
        cohort.is_stock,
        cohort.month_end,
        cohort.from_month,
        cohort.age_band,
        cohort.sex,
        cohort.ethnicity_group
)

select
    file_stem,
    service_id,
    team_id,
    is_stock,
    month_end,
    from_month,
    case
        when grouping(age_band) = 0 then 'age_band'
        when grouping(sex) = 0 then 'sex'
        else 'ethnicity_group'
    end as dimension,
    coalesce(age_band, sex, ethnicity_group) as member,
    sum(numerator) as numerator,
    sum(denominator) as denominator
from spread
group by
    grouping sets (
        (file_stem, service_id, team_id, is_stock, month_end, from_month, age_band),
        (file_stem, service_id, team_id, is_stock, month_end, from_month, sex),
        (file_stem, service_id, team_id, is_stock, month_end, from_month, ethnicity_group)
    )
