-- kpi_what_if: how many more or fewer cases would bring a figure to a target or to what others have
-- grain    one row per KPI, variant, category, basis, period end and aim
-- key      la_code, file_stem, basis, period_end, category_key, aim
-- units    whole cases; the printed figure, to one decimal, then meets the printed aim
-- source   engine.what_if_figure, engine.what_if_aim, seed.kpi. Rounded half up: at least a
--          tenths are met from a - 0.05, at most a tenths up to but not at a + 0.05. The
--          denominator or the population is held as it is
with
tenths as (
    select
        figures.*,
        aims.aim,
        aims.aim_value,
        aims.aim_period,
        cast(floor(aims.aim_lower * 10 + 0.5) as hugeint) as lower_tenths,
        cast(floor(aims.aim_upper * 10 + 0.5) as hugeint) as upper_tenths,
        cast(figures.base as hugeint) as size,
        cast(20 * figures.per as hugeint) as step
    from engine.what_if_figure as figures
    inner join engine.what_if_aim as aims
        on
            figures.file_stem = aims.file_stem
            and figures.basis = aims.basis
            and figures.period_end = aims.period_end
            and figures.category = aims.category
),

needed as (
    select
        tenths.*,
        case
            when tenths.value_rounded * 10 < tenths.lower_tenths
                then
                    greatest(
                        ((2 * tenths.lower_tenths - 1) * tenths.size + tenths.step - 1)
                        // tenths.step,
                        0
                    )
            when tenths.value_rounded * 10 > tenths.upper_tenths
                then
                    ((2 * tenths.upper_tenths + 1) * tenths.size + tenths.step - 1)
                    // tenths.step
                    - 1
            else tenths.numerator
        end as needed_numerator
    from tenths
)

select
    run.la_code,
    needed.kpi_id,
    needed.file_stem,
    kpis.variant,
    nullif(needed.category, '') as category,
    needed.category as category_key,
    needed.basis,
    needed.period_end,
    needed.aim,
    needed.aim_value,
    needed.aim_period,
    needed.value_rounded,
    needed.numerator,
    needed.denominator,
    cast(needed.needed_numerator as bigint) as needed_numerator,
    cast(needed.needed_numerator - needed.numerator as bigint) as change_count,
    not needed.is_share or needed.needed_numerator <= needed.denominator as is_reachable,
    case
        when needed.needed_numerator = needed.numerator then 'already there'
        when needed.is_share and needed.needed_numerator > needed.denominator
            then 'not within reach with this denominator'
        else
            cast(abs(needed.needed_numerator - needed.numerator) as bigint)
            || case
                when needed.needed_numerator < needed.numerator then ' fewer '
                else ' more '
            end
            || case
                when
                    needed.unit_of_count = 'child'
                    and abs(needed.needed_numerator - needed.numerator) = 1 then 'child'
                when needed.unit_of_count = 'child' then 'children'
                when abs(needed.needed_numerator - needed.numerator) = 1
                    then coalesce(needed.unit_of_count, 'case')
                else coalesce(needed.unit_of_count, 'case') || 's'
            end
    end as in_words
from needed
cross join ref.run as run
inner join seed.kpi as kpis
    on needed.file_stem = kpis.file_stem
where needed.needed_numerator >= 0
