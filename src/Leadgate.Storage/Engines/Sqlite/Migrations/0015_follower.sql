-- What is derived from the leads beside the intake (docs/decisions/0033). A row of search_pending says what has to be read (again): a bulk,
-- or one lead of it. Its kinds: 0 a new bulk, 1 a lead that changed, 2 a bulk from before this schema, 3 a bulk to be read once more.
create table search_pending (
    kind integer not null,
    bulk_id integer not null,
    lead_id integer not null,
    change integer not null,
    done integer not null,
    corrected_at text,
    primary key (kind, bulk_id, lead_id)
) strict, without rowid;

insert into search_pending (kind, bulk_id, lead_id, change, done) select 2, id, 0, 0, 0 from bulk;
insert into counter (name, value) values ('lead_change', 0), ('follower', 0);

-- The errors of leads that wait for correction: a row for each field, code, and value of a lead. The first row of a lead has n = 0.
create table open_error (
    bulk_id integer not null,
    lead_id integer not null,
    n integer not null,
    field text not null,
    code text not null,
    value text,
    folded text not null,
    source integer,
    sender text not null,
    primary key (bulk_id, lead_id, n)
) strict, without rowid;

create index open_error_value on open_error (field, folded, code, lead_id);
create index open_error_sender on open_error (sender, field, folded, code, lead_id);

-- What arrived and was corrected in an hour.
create table intake_hour (
    hour text not null,
    sender text not null,
    bulks integer not null,
    leads integer not null,
    with_errors integer not null,
    corrected integer not null,
    primary key (hour, sender)
) strict, without rowid;

-- Finds leads by hashes of their terms: phone number, words of names, state, brand, and so on.
create virtual table lead_index using fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
