-- The first schema: that of SQLite in PostgreSQL's types. Every table of a bulk has the bulk's id first in its primary key, so that
-- the tables can be distributed by it (docs/decisions/0013). List columns hold the value of an item of list_item; the view lead_readable
-- shows the labels instead. JSON that was received or reported is json and not jsonb, which would reorder its members.

-- Bulks are numbered one by one, so that a later bulk has a larger id whichever node stores it. Ids of leads and vehicles are
-- allocated in blocks.
create sequence bulk_id_seq;
create sequence lead_id_seq increment by 1000;
create sequence vehicle_id_seq increment by 1000;

-- Counters: the version of the lists, and one that the health check raises to see whether the database can be written.
create table counter (
    name text primary key,
    value bigint not null
);

insert into counter (name, value) values ('list_version', 0), ('health', 0);

create table reference_list (
    id integer primary key,
    name text not null unique,
    parent_id integer references reference_list (id)
);

create table list_item (
    list_id integer not null references reference_list (id),
    value integer not null,
    position integer not null,
    label text not null,
    label_ar text not null,
    code text,
    parent_value integer,
    city_value integer,
    is_default boolean not null default false,
    is_active boolean not null default true,
    aliases json not null default '[]',
    primary key (list_id, value)
);

create table bulk (
    id bigint primary key,
    status integer not null,
    created_at timestamptz not null,
    created_by text not null,
    total_records integer not null,
    error_records integer not null
);

create index bulk_created_at on bulk (created_at);

-- Valid leads.
create table lead (
    bulk_id bigint not null references bulk (id),
    id bigint not null,
    position integer not null,
    lead_type integer not null,
    company_industry_type integer,
    contact_name text,
    lead_type_name text,
    title integer,
    nationality integer,
    gender integer,
    first_name text,
    middle_name text,
    last_name text,
    date_of_birth date,
    occupation text,
    customer_country integer not null,
    customer_region integer,
    customer_region_text text,
    customer_city integer,
    customer_city_text text,
    address1 text,
    address2 text,
    phone_code integer not null,
    phone_number text,
    email text,
    monthly_income integer,
    preferred_language integer not null,
    preferred_contact_type integer,
    company text not null,
    ou integer not null,
    business_area integer,
    business_area_text text,
    branch integer,
    branch_text text,
    lead_date timestamptz not null,
    lead_interest integer not null,
    source integer not null,
    sub_source integer,
    sub_source_text text,
    lead_name text not null,
    lead_reference text,
    lead_note text,
    vehicle_type integer,
    purchase_plan integer,
    payment_mode integer,
    currency integer,
    priority integer not null,
    test_drive_required integer,
    accept_news_letter integer,
    accept_marketing integer,
    accept_private_policy integer,
    branch_routed boolean not null,
    extra json,
    warnings json,
    primary key (bulk_id, id)
);

create index lead_id on lead (id);
create index lead_source on lead (source, bulk_id, id);

create table vehicle (
    bulk_id bigint not null,
    lead_id bigint not null,
    n integer not null,
    id bigint not null,
    model_family integer,
    model_family_text text,
    model_year integer,
    model_memo text,
    model_preferences text,
    total_qty integer,
    extra json,
    primary key (bulk_id, lead_id, n),
    foreign key (bulk_id, lead_id) references lead (bulk_id, id)
);

-- Leads with errors: the JSON that was sent, and the errors that were reported. Their vehicles have consecutive ids too.
create table lead_with_errors (
    bulk_id bigint not null references bulk (id),
    id bigint not null,
    position integer not null,
    source integer,
    sub_source integer,
    first_vehicle_id bigint,
    vehicle_count integer not null,
    sent json not null,
    errors json not null,
    warnings json,
    primary key (bulk_id, id)
);

create index lead_with_errors_source on lead_with_errors (source, bulk_id, id);

-- Distributed by its key and not by the bulk, so it has no foreign key to the bulk.
create table idempotency_key (
    caller text not null,
    key text not null,
    fingerprint bytea not null,
    bulk_id bigint not null,
    created_at timestamptz not null,
    primary key (caller, key)
);

create index idempotency_key_created_at on idempotency_key (created_at);

-- For SQL tools: valid leads with English labels.
create view lead_readable as
select
    lead.bulk_id,
    lead.id,
    bulk.created_at,
    bulk.created_by,
    (select label from list_item where list_id = 27 and value = lead.lead_type) as lead_type,
    (select label from list_item where list_id = 39 and value = lead.company_industry_type) as company_industry_type,
    lead.contact_name,
    lead.lead_type_name,
    (select label from list_item where list_id = 50 and value = lead.title) as title,
    (select label from list_item where list_id = 51 and value = lead.nationality) as nationality,
    (select label from list_item where list_id = 52 and value = lead.gender) as gender,
    lead.first_name,
    lead.middle_name,
    lead.last_name,
    lead.date_of_birth,
    lead.occupation,
    (select label from list_item where list_id = 56 and value = lead.customer_country) as customer_country,
    coalesce((select label from list_item where list_id = 57 and value = lead.customer_region), lead.customer_region_text) as customer_region,
    coalesce((select label from list_item where list_id = 58 and value = lead.customer_city), lead.customer_city_text) as customer_city,
    lead.address1,
    lead.address2,
    (select label from list_item where list_id = 62 and value = lead.phone_code) as phone_code,
    lead.phone_number,
    lead.email,
    (select label from list_item where list_id = 78 and value = lead.monthly_income) as monthly_income,
    (select label from list_item where list_id = 54 and value = lead.preferred_language) as preferred_language,
    (select label from list_item where list_id = 55 and value = lead.preferred_contact_type) as preferred_contact_type,
    lead.company,
    (select label from list_item where list_id = 102 and value = lead.ou) as ou,
    coalesce((select label from list_item where list_id = 66 and value = lead.business_area), lead.business_area_text) as business_area,
    coalesce((select label from list_item where list_id = 103 and value = lead.branch), lead.branch_text) as branch,
    lead.lead_date,
    (select label from list_item where list_id = 74 and value = lead.lead_interest) as lead_interest,
    (select label from list_item where list_id = 70 and value = lead.source) as source,
    coalesce((select label from list_item where list_id = 71 and value = lead.sub_source), lead.sub_source_text) as sub_source,
    lead.lead_name,
    lead.lead_reference,
    lead.lead_note,
    (select label from list_item where list_id = 65 and value = lead.vehicle_type) as vehicle_type,
    (select label from list_item where list_id = 59 and value = lead.purchase_plan) as purchase_plan,
    (select label from list_item where list_id = 60 and value = lead.payment_mode) as payment_mode,
    (select label from list_item where list_id = 61 and value = lead.currency) as currency,
    (select label from list_item where list_id = 75 and value = lead.priority) as priority,
    (select label from list_item where list_id = 104 and value = lead.test_drive_required) as test_drive_required,
    (select label from list_item where list_id = 104 and value = lead.accept_news_letter) as accept_news_letter,
    (select label from list_item where list_id = 104 and value = lead.accept_marketing) as accept_marketing,
    (select label from list_item where list_id = 104 and value = lead.accept_private_policy) as accept_private_policy,
    lead.branch_routed,
    (select string_agg(coalesce((select label from list_item where list_id = 63 and value = vehicle.model_family), vehicle.model_family_text, '?'), ', ' order by n)
        from vehicle where vehicle.bulk_id = lead.bulk_id and vehicle.lead_id = lead.id) as vehicles
from lead
join bulk on bulk.id = lead.bulk_id;
