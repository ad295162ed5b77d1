/* rule
name: A review that does not say how the child took part
dfe: [SSDA903 167]
severity: query
records: [cla_reviews]
columns:
  cla_reviews: [cla_review_participation]
fault: missing code
message: The review was held and how the child took part is blank or no code of the list.
remedy: Record how the child took part.
*/
select
    records.la_code,
    records.cla_review_id as record_id,
    periods.person_id as source_person_id,
    records.cla_review_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_reviews as records
inner join intermediate.int_cla_periods__recorded as periods
    on
        records.la_code = periods.la_code
        and records.cla_id = periods.cla_id
where
    records.cla_review_date is not null
    and not coalesce(records.cla_review_cancelled, false)
    and not coalesce(regexp_matches(upper(records.cla_review_participation), '^PN[0-7]$'), false)
