-- What a key may send in a minute; null for as much as the settings say.
alter table api_key add column requests_per_minute integer;
alter table api_key add column leads_per_minute integer;
