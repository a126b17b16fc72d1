-- The last requests of each API key, and their counts by the hour: what support needs to answer a sender. No row says what was sent.
-- The key 0 stands for requests without a known key.
create table request_log (
    id integer primary key,
    key_id integer not null,
    at text not null,
    method text not null,
    route text not null,
    status integer not null,
    problem text,
    trace_id text not null,
    body_bytes integer,
    duration_ms integer not null,
    leads integer,
    leads_with_errors integer
) strict;

create index request_log_key on request_log (key_id, id);

create table request_hour (
    key_id integer not null,
    hour_at text not null,
    requests integer not null,
    rejected integer not null,
    failed integer not null,
    leads integer not null,
    leads_with_errors integer not null,
    primary key (key_id, hour_at)
) strict, without rowid;

-- Corrections of all leads that have one wrong value, which the service makes in portions (docs/decisions/0035). What was wrong and what
-- replaces it is kept only while it runs: digest tells a correction that runs already, and is null with them. A node that works on it owns
-- it for a time. sender is null for the leads of all.
create table lead_correction (
    id integer primary key,
    status text not null,
    field text not null,
    value text,
    replacement text,
    digest text,
    sender text,
    requested_by text not null,
    actor text not null,
    came_from text not null,
    requested_at text not null,
    ended_at text,
    found integer not null,
    corrected integer not null,
    with_errors integer not null,
    after_lead integer not null,
    owner text,
    owned_until text
) strict;

create unique index lead_correction_digest on lead_correction (digest);
insert into counter (name, value) values ('lead_correction', 0);
