-- int_cla_periods__ceased: periods of care that ended, with the reason
-- grain    one row per child and day on which care ended
-- key      la_code, person_id, end_date
-- units    dates; end_date may lie ahead: the day before a child's 18th birthday
-- source   intermediate.int_cla_periods
-- X1 says that care goes on in another episode, so a period that ends with it has not ended.
select
    la_code,
    person_id,
    cla_id,
    last_episode_id,
    start_date,
    end_date,
    coalesce(end_reason, 'not recorded') as end_reason
from intermediate.int_cla_periods
where
    end_date is not null
    and coalesce(end_reason, 'not recorded') <> 'X1'
qualify
    -- merged records of one child end one period
    row_number() over (
        partition by la_code, person_id, end_date
        order by start_date, last_episode_id
    ) = 1
