-- What is derived from the leads beside the intake (docs/decisions/0033). A row of search_pending says what has to be read (again): a bulk,
-- or one lead of it. Its kinds: 0 a new bulk, 1 a lead that changed, 2 a bulk from before this schema, 3 a bulk to be read once more.
create table search_pending (
    kind integer not null,
    bulk_id bigint not null,
    lead_id bigint not null,
    change bigint not null,
    done bigint not null,
    corrected_at timestamptz,
    primary key (kind, bulk_id, lead_id)
);

insert into search_pending (kind, bulk_id, lead_id, change, done) select 2, id, 0, 0, 0 from bulk;
insert into counter (name, value) values ('lead_change', 0), ('follower', 0);

-- The errors of leads that wait for correction: a row for each field, code, and value of a lead. The first row of a lead has n = 0.
create table open_error (
    bulk_id bigint not null,
    lead_id bigint not null,
    n integer not null,
    field text collate "C" not null,
    code text collate "C" not null,
    value text,
    folded text collate "C" not null,
    source integer,
    sender text collate "C" not null,
    primary key (bulk_id, lead_id, n)
);

create index open_error_value on open_error (field, folded, code, lead_id);
create index open_error_sender on open_error (sender, field, folded, code, lead_id);

-- What arrived and was corrected in an hour.
create table intake_hour (
    hour timestamptz not null,
    sender text collate "C" not null,
    bulks bigint not null,
    leads bigint not null,
    with_errors bigint not null,
    corrected bigint not null,
    primary key (hour, sender)
);

-- Finds leads by hashes of their terms: phone number, words of names, state, brand, and so on.
create table lead_index (
    lead_id bigint not null,
    bulk_id bigint not null,
    terms bigint[] not null,
    primary key (lead_id, bulk_id)
);

create index lead_index_terms on lead_index using gin (terms);
