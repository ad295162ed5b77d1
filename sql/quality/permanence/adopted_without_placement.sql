/* rule
name: A child adopted and never placed for adoption
dfe: [SSDA903 390]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_ceased_reason]
  cla_placement: [cla_placement_type]
fault: code
message: The child left care adopted and no placement for adoption is recorded.
remedy: Record the placement for adoption, or correct why care ended.
*/
select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
    records.cla_episode_ceased_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_episodes as records
left join staging.cla_placement as placements
    on
        records.la_code = placements.la_code
        and records.cla_id = placements.cla_id
        and regexp_matches(placements.cla_placement_type, '^A[3-6]$')
where
    records.cla_episode_ceased_reason in ('E11', 'E12')
    and placements.cla_placement_id is null
    -- a council that sends no placements has nothing to mend child by child
    and exists (
        select 1 from staging.cla_placement as sent
        where sent.la_code = records.la_code
    )
