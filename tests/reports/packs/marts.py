"""The marts that a pack's lists read, by hand: a few rows whose answers are plain to see."""

from __future__ import annotations

import duckdb

TABLES = """
create table marts.forward_look as
select * from (values
    ('999', 'team', 'team:T1', 'T1', null, null, '', 'overdue', null, 12, 5, 4),
    ('999', 'team', 'team:T1', 'T1', null, 'child in need visit to make',
     'child in need visit to make', 'overdue', null, 12, 5, 4),
    ('999', 'team', 'team:T1', 'T1', null, null, '', '5 working days', 5, 1, 1, 1),
    ('999', 'worker', 'worker:T1/T1W1', 'T1', 'T1W1', null, '', 'overdue', null, 12, 5, 4)
) as rows_in (la_code, level, member_key, team_id, worker_id, action, action_key, horizon,
    horizon_wd, actions_count, children_count, families_count);

create table marts.child_allocation as
select * from (values
    ('999', 'p1', 'T1', 'T1W1', 'child_in_need', date '2014-01-01', date '2015-04-01', false, 0, 3,
     2),
    ('999', 'p2', 'T1', 'UNALLOCATED', 'child_protection', date '2014-01-01', null, true, 1, 1, 0),
    ('999', 'p3', 'T1', 'T1W2', 'other', date '2014-01-01', date '2014-01-01', false, 0, 0, 0),
    ('999', 'p4', 'T1', 'UNALLOCATED', 'looked_after', date '2014-01-01', null, true, 9, 9, 1)
) as rows_in (la_code, person_key, team_id, worker_id, case_type, open_since, held_since,
    is_unallocated, days_unallocated, days_without_worker_12m, worker_changes_12m_count);

create table marts.assessment_handover as
select * from (values
    -- late only because it came late
    ('999', 'p1', 'a1', 1, 'T1', 'T1W1', date '2015-01-01', 60, 0, date '2015-03-06',
     date '2015-04-02', true, false, false),
    ('999', 'p1', 'a1', 2, 'T1', 'T1W2', date '2015-03-30', 3, 60, date '2015-03-06',
     date '2015-04-02', true, true, true),
    -- in time, in another month, and due on the last day: none is listed
    ('999', 'p2', 'a2', 1, 'T1', 'T1W1', date '2015-04-01', 3, 0, date '2015-06-06',
     date '2015-04-12', false, true, false),
    ('999', 'p3', 'a3', 1, 'T1', 'T1W1', date '2015-01-01', 60, 0, date '2015-03-06',
     date '2015-03-31', true, true, false),
    ('999', 'p4', 'a4', 1, 'T1', 'T1W1', date '2015-02-01', 60, 0, date '2015-04-30', null, null,
     false, false),
    -- open and a day late
    ('999', 'p5', 'a5', 1, 'T1', 'T1W1', date '2015-02-01', 60, 0, date '2015-04-29', null, null,
     false, false)
) as rows_in (la_code, person_key, record_key, holding_number, team_id, worker_id, held_from,
    days_held_wd, days_run_at_start_wd, due_date, authorised_date, is_completed_late,
    is_completing_worker, is_late_at_handover);

create table marts.restatement as
select
    file_stem, headline_basis as basis, 'team' as level, 'T1' as team_id, '' as category_key,
    date '2015-03-31' as period_end, 9.0000 as first_numerator, 10.0000 as now_numerator,
    12.0000 as first_denominator, 12.0000 as now_denominator, '1 added' as cause
from marts.kpi_catalogue where file_stem = 'assessment_45wd_pct';

create table marts.kpi_funnel as
select
    catalogue.file_stem, catalogue.headline_basis as basis, date '2015-04-30' as period_end,
    'T1' as team_id, 'worse' as significance
from marts.kpi_catalogue as catalogue where catalogue.file_stem = 'assessment_45wd_pct';

insert into marts.action_list values
    ('999', 'T1', 'T1W1', 'looked-after review to hold', 'p00001', 'r0', 'x', null, null, false),
    ('999', 'T1', 'T1W1', 'referral to decide', 'p00001', 'r1', 'x', date '2014-04-30', -250, true),
    ('999', 'T1', 'T1W1', 'referral to decide', 'p00001', 'r2', 'x', date '2014-05-01', -249, true);
"""


def add_lists(con: duckdb.DuckDBPyConnection) -> None:
    """Put the lists' marts into a made-up publication that is open for writing."""
    con.execute(TABLES)
