-- kpi_value_all: every figure, those about other figures included
-- grain    one row per KPI file, basis, period end, level, member and category
-- key      file_stem, basis, period_end, level, member_key, category
-- units    value as the KPI's unit; category '' = the whole, ids '' = above that level
-- source   engine.kpi_value, engine.meta_value
-- made     on reading: its parts are tables, read as they are
select * from engine.kpi_value
union all by name
select * from engine.meta_value
