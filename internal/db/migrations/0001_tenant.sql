-- Customers, what they may use, and the groups that decide who sees what.

create table customers (
	id           bigint    primary key,
	guid         text      not null unique,
	parent_id    bigint    null references customers (id),
	name         text      not null,
	kind         text      not null check (kind in ('Live', 'PoC', 'Vendor Access', 'Partner Demo')),
	domain       text      not null default '', -- of a Vendor Access customer: the domain or address it stands for
	company_guid text      not null,            -- the customer's own company: requester_company_*
	company_name text      not null,
	company_domain text    not null default '',
	is_active    boolean   not null default true,
	settings     text      not null default '{}',
	created_at   timestamp not null,
	updated_at   timestamp not null
);
create unique index customers_vendor on customers (domain) where kind = 'Vendor Access';
create index customers_parent on customers (parent_id);

-- One row a customer, changed last in every transaction: seq numbers the
-- events, the others say which lists may have changed.
create table heads (
	customer_id bigint primary key references customers (id),
	seq         bigint not null default 0,
	requests    bigint not null default 0,
	portfolio   bigint not null default 0,
	identity    bigint not null default 0
);

-- What a customer is licensed for. No licence (null) is unlimited.
create table licences (
	customer_id       bigint not null references customers (id),
	subscription_type text   not null,
	name              text   not null,
	licence           bigint null check (licence >= 0),
	allocated         bigint not null default 0, -- the sum of what the groups have reserved
	shared_used       bigint not null default 0, -- use of the groups that reserved nothing
	primary key (customer_id, subscription_type),
	check (licence is null or allocated + shared_used <= licence)
);

create table groups (
	customer_id             bigint    not null references customers (id),
	guid                    text      not null,
	id                      bigint    not null,
	name                    text      not null,
	name_lower              text      not null,
	all_companies           boolean   not null default false,
	is_default              boolean   not null default false,
	allow_bundled_companies boolean   not null default false,
	can_set_tier_scope      boolean   not null default false,
	version                 bigint    not null default 1,
	created_at              timestamp not null,
	updated_at              timestamp not null,
	primary key (customer_id, guid)
);
create unique index groups_name on groups (customer_id, name_lower);
create unique index groups_id on groups (customer_id, id);
create unique index groups_default on groups (customer_id) where is_default;

create table group_companies (
	customer_id  bigint not null,
	group_guid   text   not null,
	company_guid text   not null,
	primary key (customer_id, group_guid, company_guid),
	foreign key (customer_id, group_guid) references groups (customer_id, guid)
);
create index group_companies_company on group_companies (customer_id, company_guid);

-- A group without a row, or with allocated null, shares what is left of the licence.
create table quotas (
	customer_id       bigint not null,
	group_guid        text   not null,
	subscription_type text   not null,
	allocated         bigint null check (allocated >= 0),
	used              bigint not null default 0 check (used >= 0),
	primary key (customer_id, group_guid, subscription_type),
	foreign key (customer_id, group_guid) references groups (customer_id, guid),
	foreign key (customer_id, subscription_type) references licences (customer_id, subscription_type),
	check (allocated is null or used <= allocated)
);

-- Budgets: how often a stranger, a form or a customer may do something in a
-- period, and what is booked in those to come.
create table limits (
	key     text      primary key,
	period  bigint    not null default 0, -- its number since 1970
	used    bigint    not null default 0, -- from this period on
	void_at timestamp null                -- when the row says nothing any more; null: never
);
create index limits_void on limits (void_at);
