-- The limits of a key per minute; null for the limits of the settings.
alter table api_key add column requests_per_minute integer;
alter table api_key add column leads_per_minute integer;
