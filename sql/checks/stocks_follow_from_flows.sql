-- stocks_follow_from_flows: every stock is what it was, plus who came, less who went
-- fails    stocks and months where opening + starts - ends, less who is paused, is not the closing
-- source   marts.stock_flow; a stock with a figure of its own also closes on that figure
with
figures as (
    select
        stocks.stock,
        figures.period_end as month_end,
        figures.numerator
    from marts.kpi_value as figures
    inner join (
        values
        ('children in need', 'cin_rate_per_10k'),
        ('child protection plans', 'cpp_rate_per_10k'),
        ('children looked after', 'cla_rate_per_10k'),
        ('pre-proceedings', 'prepro_open'),
        ('early help', 'eh_episodes_open__rate')
    ) as stocks (stock, file_stem)
        on figures.file_stem = stocks.file_stem
    where
        figures.level = 'authority'
        and figures.basis = 'SNAP'
        and figures.category_key = ''
        and figures.numerator is not null
)

select
    flows.stock,
    flows.month_end,
    flows.opening_count,
    flows.starts_count,
    flows.ends_count,
    flows.paused_at_opening_count,
    flows.paused_at_closing_count,
    flows.closing_count,
    figures.numerator as figure_count
from marts.stock_flow as flows
-- left: not every stock is a figure
left join figures
    on
        flows.stock = figures.stock
        and flows.month_end = figures.month_end
where
    flows.opening_count + flows.paused_at_opening_count + flows.starts_count - flows.ends_count
    <> flows.closing_count + flows.paused_at_closing_count
    or coalesce(figures.numerator, flows.closing_count) <> flows.closing_count
