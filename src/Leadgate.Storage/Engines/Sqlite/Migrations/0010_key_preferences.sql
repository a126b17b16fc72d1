-- The default preferences of a key, as in the header Prefer; null for none.
alter table api_key add column preferences text;
