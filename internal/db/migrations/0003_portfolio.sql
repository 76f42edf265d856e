-- What a customer knows about the companies it works with.

create table companies (
	customer_id    bigint    not null references customers (id),
	guid           text      not null,
	name           text      not null,
	name_lower     text      not null,
	primary_domain text      not null default '',
	industry       text      not null default '',
	industry_slug  text      not null default '', -- as filters write it
	sector         text      not null default '',
	location       text      not null default '',
	employees      bigint    null,
	custom_id      text      null,
	rating         bigint    null,
	rating_date    text      null, -- YYYY-MM-DD
	grades         text      not null default '{}', -- risk vector slug -> grade
	is_generated   boolean   not null default false, -- rating and grades come from the demo's generator
	tier_guid      text      null,
	source         text      not null default 'import' check (source in ('import', 'form')),
	version        bigint    not null default 1,
	created_at     timestamp not null,
	updated_at     timestamp not null,
	primary key (customer_id, guid)
);
create index companies_name on companies (customer_id, name_lower, guid);
create index companies_tier on companies (customer_id, tier_guid);
create index companies_rating on companies (customer_id, rating);
create index companies_industry on companies (customer_id, industry_slug);

create table company_domains (
	customer_id  bigint not null,
	domain       text   not null,
	company_guid text   not null,
	primary key (customer_id, domain, company_guid),
	foreign key (customer_id, company_guid) references companies (customer_id, guid)
);
create index company_domains_company on company_domains (customer_id, company_guid, domain);

create table subscriptions (
	customer_id       bigint    not null,
	company_guid      text      not null,
	subscription_type text      not null,
	group_guid        text      not null, -- whose quota it uses
	started_at        timestamp not null,
	primary key (customer_id, company_guid, subscription_type),
	foreign key (customer_id, company_guid) references companies (customer_id, guid),
	foreign key (customer_id, subscription_type) references licences (customer_id, subscription_type),
	foreign key (customer_id, group_guid) references groups (customer_id, guid)
);
create index subscriptions_group on subscriptions (customer_id, group_guid);

create table folders (
	customer_id         bigint    not null references customers (id),
	guid                text      not null,
	name                text      not null,
	name_lower          text      not null,
	description         text      not null default '',
	content_expiry_days bigint    null,
	position            bigint    not null,
	owner_guid          text      null,
	shared              text      not null default '{}',
	version             bigint    not null default 1,
	created_at          timestamp not null,
	primary key (customer_id, guid)
);
create unique index folders_name on folders (customer_id, name_lower);

create table folder_companies (
	customer_id  bigint    not null,
	folder_guid  text      not null,
	company_guid text      not null,
	added_at     timestamp not null,
	primary key (customer_id, folder_guid, company_guid),
	foreign key (customer_id, folder_guid) references folders (customer_id, guid) on delete cascade,
	foreign key (customer_id, company_guid) references companies (customer_id, guid)
);
create index folder_companies_company on folder_companies (customer_id, company_guid, folder_guid);

create table tiers (
	customer_id   bigint    not null references customers (id),
	guid          text      not null,
	name          text      not null,
	name_lower    text      not null,
	description   text      not null default '',
	rank          bigint    not null,
	email_enabled boolean   not null default false,
	version       bigint    not null default 1,
	created_at    timestamp not null,
	primary key (customer_id, guid)
);
create unique index tiers_name on tiers (customer_id, name_lower);

create table contacts (
	customer_id   bigint    not null,
	guid          text      not null,
	company_guid  text      not null,
	email         text      not null,
	email_lower   text      not null,
	formal_name   text      not null default '',
	friendly_name text      not null default '',
	phone         text      not null default '',
	is_preferred  boolean   not null default false,
	created_at    timestamp not null,
	updated_at    timestamp not null,
	primary key (customer_id, guid),
	foreign key (customer_id, company_guid) references companies (customer_id, guid)
);
create unique index contacts_email on contacts (customer_id, company_guid, email_lower);
create unique index contacts_preferred on contacts (customer_id, company_guid) where is_preferred;

create table findings (
	customer_id  bigint    not null,
	id           text      not null, -- rolledup_observation_id
	company_guid text      not null,
	risk_vector  text      not null,
	severity     text      not null default '',
	title        text      not null default '',
	evidence     text      not null default '',
	first_seen   text      null, -- YYYY-MM-DD
	last_seen    text      null,
	created_at   timestamp not null,
	primary key (customer_id, id),
	foreign key (customer_id, company_guid) references companies (customer_id, guid)
);
create index findings_company on findings (customer_id, company_guid, risk_vector);
