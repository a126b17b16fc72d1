-- Files that become leads (docs/decisions/0036). A node that works on one owns it for a time. rows is null until the rows were counted.
-- sender becomes the sender of the bulks; sees_all says whether rows may correct the leads of every sender.
create table import (
    id integer primary key,
    status text not null,
    sender text not null,
    requested_by text not null,
    actor text not null,
    came_from text not null,
    sees_all integer not null,
    name text,
    choices text not null,
    description text,
    findings text,
    problem text,
    sha256 text,
    bytes integer not null,
    rows integer,
    valid integer not null,
    with_errors integer not null,
    skipped integer not null,
    processed integer not null,
    requested_at text not null,
    started_at text,
    ended_at text,
    file_deleted_at text,
    owner text,
    owned_until text
) strict;

create index import_sha256 on import (sha256);

-- The file, in pieces; deleted when the import has ended.
create table import_portion (
    import_id integer not null,
    n integer not null,
    bytes blob not null,
    primary key (import_id, n)
) strict;

-- What the rows from first_row on, from 0, have become. left_over names the leads that rows of a file of failed rows could not make valid.
create table import_bulk (
    import_id integer not null,
    first_row integer not null,
    bulk_id integer,
    rows integer not null,
    valid integer not null,
    with_errors integer not null,
    skipped integer not null,
    left_over text,
    primary key (import_id, first_row)
) strict, without rowid;

-- What was chosen for the columns of files with these headers. One that is not remembered is only for files of failed rows.
create table import_mapping (
    sender text not null,
    headers text not null,
    choices text not null,
    remembered integer not null,
    chosen_at text not null,
    primary key (sender, headers)
) strict, without rowid;

insert into counter (name, value) values ('import', 0);
