/* rule
name: An early help episode begun while another of the child went on
severity: query
records: [early_help_episodes]
columns:
  early_help_episodes: [episode_start_date, episode_end_date]
fault: date
message: Another early help episode of the child had not ended on the day it began.
remedy: Correct when the one before ended, or join the two.
*/
with
compared as (
    select
        la_code,
        episode_id,
        start_date,
        lag(coalesce(end_date, date '9999-12-31')) over (
            partition by la_code, person_id
            order by start_date, coalesce(end_date, date '9999-12-31'), episode_id
        ) as previous_end_date
    from intermediate.int_early_help__valid
)

select
    records.la_code,
    records.episode_id as record_id,
    records.source_person_id,
    records.episode_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.early_help_episodes as records
inner join compared
    on
        records.la_code = compared.la_code
        and records.episode_id = compared.episode_id
        and compared.start_date < compared.previous_end_date
