-- The names that PostgreSQL has: the table sequence becomes counter, and the ids of API keys come from it too.
drop trigger audit_entry_is_not_deleted;

alter table sequence rename to counter;
alter table counter rename column last to value;
insert into counter (name, value) values ('api_key', (select coalesce(max(id), 0) from api_key));

create trigger audit_entry_is_not_deleted before delete on audit_entry
when old.id > (select value from counter where name = 'audit_trimmed')
begin
    select raise(abort, 'entries of the audit trail are not deleted before their time');
end;
