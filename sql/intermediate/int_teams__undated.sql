-- int_teams__undated: teams that only the undated list of departments knows, their parents included
-- grain    one row per team
-- key      la_code, team_id
-- units    none
-- source   staging.department
with
named as (
    select
        la_code,
        team_id,
        team_name,
        team_parent_id as parent_team_id,
        true as is_own_row
    from staging.department
    union all
    -- a parent is often named beside its teams without a row of its own
    select
        la_code,
        team_parent_id as team_id,
        team_parent_name as team_name,
        cast(null as varchar) as parent_team_id,
        false as is_own_row
    from staging.department
    where team_parent_id is not null
)

select
    la_code,
    team_id,
    team_name,
    parent_team_id
from named
qualify
    row_number() over (
        partition by la_code, team_id
        order by is_own_row desc, team_name asc nulls last
    ) = 1
