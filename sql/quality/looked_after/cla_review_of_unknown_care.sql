/* rule
name: A review of a period of care that was not sent
severity: error
records: [cla_reviews]
columns:
  cla_reviews: [cla_id]
fault: id
message: The period of care it belongs to was not sent, so the review counts for none.
remedy: Correct the period it names, or send its episodes.
*/
select
    records.la_code,
    records.cla_review_id as record_id,
    records.cla_review_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_reviews as records
left join staging.cla_episodes as episodes
    on
        records.la_code = episodes.la_code
        and records.cla_id = episodes.cla_id
where episodes.cla_id is null
