-- comparator_at: the newest published figure of each area that a month's figures can stand beside
-- grain    one row per figure, area and month end that has one
-- key      figure_key, area, month_end
-- units    as printed; lag_months = from the end of its period to the month end
-- source   engine.comparator_said, ref.month_end
select
    said.figure_key,
    said.area,
    months.snapshot_date as month_end,
    said.area_name,
    said.period_end,
    said.period_label,
    said.value,
    said.value_source,
    said.publication,
    said.published_on,
    said.vintage,
    said.is_revised_since,
    date_diff('month', said.period_end, months.snapshot_date) as lag_months
from engine.comparator_said as said
-- a figure about a later year is no comparator for this month
inner join ref.month_end as months
    on said.period_end <= months.snapshot_date
qualify
    row_number() over (
        partition by said.figure_key, said.area, months.snapshot_date
        order by said.period_end desc
    ) = 1
