-- int_chairs__team_on_day: the team each chair worked in on the days they chaired
-- grain    one row per chair and day of a conference with a team on record
-- key      la_code, chair_id, chaired_on
-- units    dates
-- source   staging.initial_cp_conference, staging.cp_reviews, int_involvements__worker_team
with
chaired as (
    select
        la_code,
        chair_id,
        icpc_date as chaired_on
    from staging.initial_cp_conference
    where chair_id is not null and icpc_date is not null
    union distinct
    select
        la_code,
        chair_id,
        cp_review_date as chaired_on
    from staging.cp_reviews
    where chair_id is not null and cp_review_date is not null
)

select
    chaired.la_code,
    chaired.chair_id,
    chaired.chaired_on,
    max_by(teams.team_id, teams.from_date) as team_id
from chaired
-- inner: a chair without an involvement has no team on record
inner join intermediate.int_involvements__worker_team as teams
    on
        chaired.la_code = teams.la_code
        and chaired.chair_id = teams.worker_id
        and chaired.chaired_on >= teams.from_date
group by
    chaired.la_code,
    chaired.chair_id,
    chaired.chaired_on
