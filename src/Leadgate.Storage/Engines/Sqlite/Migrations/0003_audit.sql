-- The audit trail. Each entry's hash covers the entry before it, so a change can be detected. Entries are never updated, and only the
-- oldest are deleted, after their retention.
create table audit_entry (
    id integer primary key,
    at text not null,
    action text not null,
    actor text not null,
    came_from text not null,
    record text,
    detail text,
    previous blob not null,
    hash blob not null
) strict;

insert into sequence (name, last) values ('audit', 0), ('audit_trimmed', 0);

create trigger audit_entry_is_not_changed before update on audit_entry
begin
    select raise(abort, 'entries of the audit trail are never changed');
end;

create trigger audit_entry_is_not_deleted before delete on audit_entry
when old.id > (select last from sequence where name = 'audit_trimmed')
begin
    select raise(abort, 'entries of the audit trail are not deleted before their time');
end;
