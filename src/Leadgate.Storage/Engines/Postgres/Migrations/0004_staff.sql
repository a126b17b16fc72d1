-- People who sign in with a password that is kept here; others come from an identity provider.
create table staff_account (
    name text primary key,
    role text not null,
    password_hash text not null,
    created_at timestamptz not null,
    password_set_at timestamptz not null,
    disabled_at timestamptz
);

-- Who is signed in. The browser holds the id; only its hash is here.
create table staff_session (
    id_hash bytea primary key,
    actor text not null,
    display_name text not null,
    account text references staff_account (name),
    role text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    ends_at timestamptz not null
);

create index staff_session_account on staff_session (account);

-- What cookies are protected with (docs/decisions/0016).
create table data_protection_key (
    number integer primary key,
    xml text not null,
    created_at timestamptz not null
);
