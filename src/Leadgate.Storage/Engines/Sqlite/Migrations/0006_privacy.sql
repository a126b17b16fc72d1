-- When a data subject was erased from a lead: the row stays and is counted; its personal columns are empty.
alter table lead add column erased_at text;
alter table lead_with_errors add column erased_at text;

-- For SQL tools: the consents, with their times and senders. Only erasure changes a lead, and so a consent.
create view consent as
select lead.bulk_id, lead.id as lead_id, 'acceptNewsLetter' as consent, lead.accept_news_letter as given, lead.lead_date as given_at, bulk.created_at as recorded_at, bulk.created_by as recorded_by
from lead join bulk on bulk.id = lead.bulk_id where lead.accept_news_letter is not null
union all
select lead.bulk_id, lead.id, 'acceptMarketing', lead.accept_marketing, lead.lead_date, bulk.created_at, bulk.created_by
from lead join bulk on bulk.id = lead.bulk_id where lead.accept_marketing is not null
union all
select lead.bulk_id, lead.id, 'acceptPrivatePolicy', lead.accept_private_policy, lead.lead_date, bulk.created_at, bulk.created_by
from lead join bulk on bulk.id = lead.bulk_id where lead.accept_private_policy is not null;
