-- commentary: what people wrote about figures
-- grain    one row per KPI, month, level, member and time of writing
-- key      kpi_id, month, level, member_key, written_at
-- units    text as written
-- source   seed.commentary (the council's commentary files)
select
    kpi_id,
    month,
    level,
    member_key,
    comment_text,
    author,
    role,
    written_at,
    status
from seed.commentary
