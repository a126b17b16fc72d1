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
