-- journey: children's journeys from contact to care, one entry into a stage at a time
-- grain    one row per child and entry into a stage, of the months shown and the year before them
-- key      la_code, stage_number, record_id
-- units    calendar days; waits can be negative where a later step began first
-- source   intermediate.int_journey__entries, int_journey__origins, ref.month_end, ref.run
-- Stages: contact, referral, assessment, section 47, conference, plan, care. came_from_on: when the
-- entry of the stage before that led here began; null = began here, or came another way.
-- went_on_to: when the first entry of the next stage that followed began; null = none so far.
with
shown as (
    select min(snapshot_date) - to_months(13) as first_day
    from ref.month_end
),

entries as (
    select
        entries.la_code,
        entries.stage_number,
        entries.stage,
        entries.record_table,
        entries.record_id,
        entries.person_id,
        entries.entered_on,
        origins.origin_record_id,
        -- repeat entries look back over all records, not only those shown
        lag(entries.entered_on) over (
            partition by entries.la_code, entries.person_id, entries.stage_number
            order by entries.entered_on, entries.record_id
        ) as previous_entered_on
    from intermediate.int_journey__entries as entries
    inner join ref.run as runs
        on
            entries.la_code = runs.la_code
            and entries.entered_on <= runs.data_to
    left join intermediate.int_journey__origins as origins
        on
            entries.la_code = origins.la_code
            and entries.stage_number = origins.stage_number
            and entries.record_id = origins.record_id
),

followed as (
    select
        la_code,
        stage_number - 1 as stage_number,
        origin_record_id as record_id,
        min(entered_on) as went_on_on
    from entries
    where origin_record_id is not null
    group by
        la_code,
        stage_number,
        origin_record_id
)

select
    entries.la_code,
    entries.stage_number,
    entries.stage,
    entries.record_table,
    entries.record_id,
    entries.person_id,
    entries.entered_on,
    last_day(entries.entered_on) as month_end,
    origins.entered_on as came_from_on,
    date_diff('day', origins.entered_on, entries.entered_on) as waited_days,
    followed.went_on_on,
    date_diff('day', entries.entered_on, followed.went_on_on) as wait_to_next_days,
    entries.previous_entered_on,
    case
        when entries.previous_entered_on is null then 'first on record'
        when
            entries.previous_entered_on >= entries.entered_on - to_months(12)
            then 'within 12 months'
        when
            entries.previous_entered_on >= entries.entered_on - to_months(24)
            then 'within 2 years'
        else 'longer ago'
    end as repeat_band
from entries
inner join shown
    on entries.entered_on >= shown.first_day
-- left: an entry may have no origin
left join entries as origins
    on
        entries.la_code = origins.la_code
        and entries.stage_number - 1 = origins.stage_number
        and entries.origin_record_id = origins.record_id
-- left: most entries go no further
left join followed
    on
        entries.la_code = followed.la_code
        and entries.stage_number = followed.stage_number
        and entries.record_id = followed.record_id
