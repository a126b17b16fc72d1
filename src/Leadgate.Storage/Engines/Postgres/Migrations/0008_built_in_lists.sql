-- What each list got from the built-in lists, as a list file: the rest is the operator's. Empty, with version 0, in a store that was
-- filled before this was recorded.
alter table reference_list add column built_in text;
insert into counter (name, value) values ('built_in_lists', 0);
