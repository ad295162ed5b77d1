-- int_workforce_forecast__joiners: candidates expected to start between a month end and the target
-- grain    one row per candidate and month end
-- key      la_code, candidate_id, snapshot_date
-- units    expected_heads: 1 = accepted with a start date, less = an offer not yet settled
-- source   staging.recruitment_candidates, intermediate.int_workforce_forecast__month_ends
with
candidates as (
    select
        la_code,
        candidate_id,
        coalesce(target_team_id, 'UNALLOCATED') as team_id,
        offer_date,
        accepted_date,
        start_date,
        withdrawn_date,
        fills
    from staging.recruitment_candidates
    where coalesce(offer_date, accepted_date) is not null
)

select
    candidates.la_code,
    candidates.candidate_id,
    month_ends.snapshot_date,
    candidates.team_id,
    candidates.fills,
    cast(
        case
            when
                candidates.accepted_date <= month_ends.snapshot_date
                and candidates.start_date is not null
                then 1
            else month_ends.offer_conversion
        end as decimal(18, 4)
    ) as expected_heads
from candidates
inner join intermediate.int_workforce_forecast__month_ends as month_ends
    on
        coalesce(candidates.offer_date, candidates.accepted_date) <= month_ends.snapshot_date
        and coalesce(candidates.withdrawn_date, date '9999-12-31') > month_ends.snapshot_date
        -- who has started holds a post and is counted there; an unknown start is within reach
        and coalesce(candidates.start_date, month_ends.target_date) <= month_ends.target_date
        and coalesce(candidates.start_date, date '9999-12-31') > month_ends.snapshot_date
