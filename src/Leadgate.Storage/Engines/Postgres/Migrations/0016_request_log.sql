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
