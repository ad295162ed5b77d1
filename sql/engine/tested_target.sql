-- tested_target: whether a figure differs from its target by more than chance
-- grain    one row per KPI file, basis, period end and category with a target and an interval
-- key      file_stem, basis, period_end, category
-- units    better, worse, higher, lower or no different
-- source   engine.aimed, engine.compared. A target outside the 95% interval differs
with
sides as (
    select
        aimed.file_stem,
        aimed.basis,
        aimed.period_end,
        aimed.category,
        aimed.direction,
        case
            when cast(aimed.target as double) < compared.ci_lower then 1
            when cast(aimed.target as double) > compared.ci_upper then -1
            else 0
        end as side
    from engine.aimed as aimed
    inner join engine.compared as compared
        on
            aimed.file_stem = compared.file_stem
            and aimed.basis = compared.basis
            and aimed.period_end = compared.period_end
            and aimed.category = compared.category
    where compared.status = 'ok' and compared.ci_lower is not null
)

select
    file_stem,
    basis,
    period_end,
    category,
    case
        when side = 0 then 'no different'
        when direction = 'contextual' and side = 1 then 'higher'
        when direction = 'contextual' then 'lower'
        when (direction = 'higher') = (side = 1) then 'better'
        else 'worse'
    end as significance
from sides
