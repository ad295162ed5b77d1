-- assurance: whether the monthly process can be relied on to hit its target
-- grain    one row per KPI file, basis (IM or SNAP), period end and category that has a target
-- key      file_stem, basis, period_end, category
-- units    consistently hit, consistently missed or inconsistent; null on trial limits
-- source   engine.kpi_signal, engine.aimed. Making Data Count: both limits beyond the target on the
--          good side hit it, both on the other miss it, a target between them is hit by chance
select
    aimed.file_stem,
    aimed.basis,
    aimed.period_end,
    aimed.category,
    case
        when charts.is_trial or aimed.target_kind = 'information' then null
        when aimed.direction = 'contextual' then null
        when
            aimed.direction = 'higher'
            and charts.lower_limit >= aimed.target
            and charts.upper_limit <= coalesce(aimed.target_upper, charts.upper_limit)
            then 'consistently hit'
        when aimed.direction = 'higher' and charts.upper_limit < aimed.target
            then 'consistently missed'
        when aimed.direction = 'higher' and charts.lower_limit > aimed.target_upper
            then 'consistently missed'
        when aimed.direction = 'lower' and charts.upper_limit <= aimed.target
            then 'consistently hit'
        when aimed.direction = 'lower' and charts.lower_limit > aimed.target
            then 'consistently missed'
        else 'inconsistent'
    end as assurance
from engine.aimed as aimed
inner join engine.kpi_signal as charts
    on
        aimed.file_stem = charts.file_stem
        and aimed.basis = charts.basis
        and aimed.period_end = charts.period_end
        and aimed.category = charts.category
        and charts.level = 'authority'
