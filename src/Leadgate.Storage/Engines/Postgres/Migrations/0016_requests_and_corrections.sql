-- The last requests of each API key, and their counts by the hour: what support needs to answer a sender. No row says what was sent.
-- The key 0 stands for requests without a known key.
create table request_log (
    id bigint generated always as identity primary key,
    key_id bigint not null,
    at timestamptz not null,
    method text not null,
    route text not null,
    status integer not null,
    problem text,
    trace_id text not null,
    body_bytes bigint,
    duration_ms integer not null,
    leads integer,
    leads_with_errors integer
);

create index request_log_key on request_log (key_id, id);

create table request_hour (
    key_id bigint not null,
    hour_at timestamptz not null,
    requests bigint not null,
    rejected bigint not null,
    failed bigint not null,
    leads bigint not null,
    leads_with_errors bigint not null,
    primary key (key_id, hour_at)
);

-- Corrections of all leads that have one wrong value, which the service makes in portions (docs/decisions/0035). What was wrong and what
-- replaces it is kept only while it runs: digest tells a correction that runs already, and is null with them. A node that works on it owns
-- it for a time. sender is null for the leads of all.
create table lead_correction (
    id bigint primary key,
    status text not null,
    field text not null,
    value text,
    replacement text,
    digest text,
    sender text,
    requested_by text not null,
    actor text not null,
    came_from text not null,
    requested_at timestamptz not null,
    ended_at timestamptz,
    found bigint not null,
    corrected bigint not null,
    with_errors bigint not null,
    after_lead bigint not null,
    owner text,
    owned_until timestamptz
);

create unique index lead_correction_digest on lead_correction (digest);
insert into counter (name, value) values ('lead_correction', 0);
