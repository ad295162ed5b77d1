/* rule
name: An end of care without its reason, or a reason without an end
dfe: [SSDA903 148]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_ceased_date, cla_episode_ceased_reason]
fault: missing code
message: Of the date and the reason an episode ended only one is recorded.
remedy: Record the other, or remove the one.
*/
select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
    coalesce(records.cla_episode_ceased_date, records.cla_episode_start_date) as on_date,
    case
        when records.cla_episode_ceased_date is null then 'cla_episode_ceased_date'
        else 'cla_episode_ceased_reason'
    end as column_name,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_episodes as records
where (records.cla_episode_ceased_date is null) <> (records.cla_episode_ceased_reason is null)
