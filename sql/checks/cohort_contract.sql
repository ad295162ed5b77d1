-- cohort_contract: every cohort row keeps the contract between a KPI file and the engine
-- fails    KPI files with rows that break a rule, and how many
-- source   engine.cohort_written, seed.kpi, seed.kpi_category
with
judged as (
    select
        written.file_stem,
        unnest([
            case
                when (written.event_date is null) = (written.snapshot_date is null)
                    then 'exactly one of event_date and snapshot_date'
            end,
            case
                when written.snapshot_date <> last_day(written.snapshot_date)
                    then 'snapshot_date is a month end'
            end,
            case
                when written.la_code is null or written.record_id is null
                    then 'la_code and record_id are never null'
            end,
            case
                when kpis.unit_of_count = 'child' and written.person_id is null
                    then 'person_id is null only where the unit of count is no person'
            end,
            case
                when
                    written.numerator is null
                    and (kpis.measure <> 'ratio' or written.denominator is null)
                    then 'numerator is null only in the denominator part of a ratio'
            end,
            case
                when
                    written.denominator is null
                    and kpis.measure in ('percentage', 'share', 'mean', 'median')
                    then 'this measure needs a denominator'
            end,
            case
                when
                    kpis.measure in ('percentage', 'share')
                    and (written.numerator < 0 or written.numerator > written.denominator)
                    then 'numerator lies between 0 and the denominator'
            end,
            case
                when
                    kpis.measure in ('rate', 'median') and written.numerator < 0
                    then 'numerator is not below 0'
            end,
            case
                when written.category is not null and categories.category is null
                    then 'category is declared in the header'
            end,
            case
                when written.category is null and declared.file_stem is not null
                    then 'category is given on every row once declared'
            end
        ]) as rule
    from engine.cohort_written as written
    inner join seed.kpi as kpis
        on written.file_stem = kpis.file_stem
    left join seed.kpi_category as categories
        on
            written.file_stem = categories.file_stem
            and written.category = categories.category
    left join (select distinct file_stem from seed.kpi_category) as declared
        on written.file_stem = declared.file_stem
)

select
    file_stem,
    rule,
    count(*) as rows_count
from judged
where rule is not null
group by file_stem, rule
