-- Lists of leads that a member of staff has saved: filters as the query of the page's address, without what was searched for.
create table staff_view (
    actor text not null,
    name text not null,
    query text not null,
    saved_at timestamptz not null,
    primary key (actor, name)
);

-- The leads that a correction made valid, by the day of the correction, and all of them in the order of their ids.
create index lead_revision_corrected on lead_revision (corrected_at, lead_id) where errors_before > 0 and errors_after = 0;
create index lead_revision_valid on lead_revision (lead_id) where errors_before > 0 and errors_after = 0;
