-- The line on which a lead begins in the text that it was sent in; null where that has no lines, as in a JSON bulk.
alter table lead add column line integer;
alter table lead_with_errors add column line integer;
