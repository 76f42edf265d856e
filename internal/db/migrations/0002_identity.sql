-- Users, the ways in, and what they may do.

create table users (
	customer_id   bigint    not null references customers (id),
	guid          text      not null,
	id            bigint    not null,
	email         text      not null, -- '' of a deleted user
	email_lower   text      not null,
	pending_email text      null,     -- asked for and not proven yet
	firstname     text      not null default '',
	lastname      text      not null default '',
	firstname_lower text    not null default '',
	lastname_lower  text    not null default '',
	search        text      not null default '', -- ' word word …' in lower case: the words of names and e-mail
	formal_name   text      not null,
	friendly_name text      not null default '',
	phone         text      not null default '',
	language      text      not null default 'en',
	is_service    boolean   not null default false, -- holds a company token
	is_active     boolean   not null default true,
	expires_at    text      null,                   -- YYYY-MM-DD: the last day on which it works
	version       bigint    not null default 1,
	created_at    timestamp not null,
	created_by    text      null,
	updated_at    timestamp not null,
	updated_by    text      null,
	deleted_at    timestamp null, -- the row stays for its name in what the user did
	primary key (customer_id, guid)
);
create unique index users_guid on users (guid);
create unique index users_id on users (id);
create unique index users_email on users (customer_id, email_lower) where deleted_at is null;
create index users_page on users (customer_id, created_at, guid) where deleted_at is null;

-- A user's ratings role and group in one customer: its own, or a subsidiary.
-- Without a row: customer_user and the default group.
create table memberships (
	customer_id bigint not null references customers (id),
	user_guid   text   not null references users (guid),
	role        text   not null check (role in ('customer_admin', 'customer_group_admin', 'customer_portfolio_manager', 'customer_user')),
	group_guid  text   not null,
	primary key (customer_id, user_guid),
	foreign key (customer_id, group_guid) references groups (customer_id, guid)
);
create index memberships_group on memberships (customer_id, group_guid);

-- The catalogue of role ids that a customer added for its own programs.
create table roles (
	customer_id bigint    not null references customers (id),
	id          text      not null,
	description text      not null default '',
	created_at  timestamp not null,
	primary key (customer_id, id)
);

create table accesses (
	customer_id    bigint    not null references customers (id),
	id             bigint    not null,
	user_guid      text      not null references users (guid),
	type           text      not null check (type in ('ui_connection', 'sso_connection', 'api_connection', 'profile')),
	name           text      null, -- api, profile
	language       text      null, -- api
	sso_id         text      null,
	idp_guid       text      not null default '', -- '' while the customer has no IdP
	two_fa_enabled boolean   not null default false,
	last_login_at  timestamp null,
	version        bigint    not null default 1,
	created_at     timestamp not null,
	created_by     text      null,
	primary key (customer_id, id)
);
create unique index accesses_id on accesses (id);
create index accesses_user on accesses (user_guid);
create unique index accesses_interactive on accesses (customer_id, user_guid) where type in ('ui_connection', 'sso_connection');
create unique index accesses_sso on accesses (customer_id, idp_guid, sso_id) where type = 'sso_connection';

create table access_roles (
	customer_id bigint not null,
	access_id   bigint not null,
	role        text   not null,
	position    bigint not null,
	primary key (customer_id, access_id, role),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade
);

create table passwords (
	customer_id bigint    not null,
	access_id   bigint    not null,
	phc         text      not null,
	set_at      timestamp not null,
	primary key (customer_id, access_id),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade
);

create table tokens (
	customer_id   bigint    not null,
	guid          text      not null,
	access_id     bigint    not null,
	hash          text      not null, -- SHA-256 of the secret
	prefix        text      not null,
	last4         text      not null,
	allowed_ips   text      not null default '[]',
	expires_at    timestamp null,
	last_used_at  timestamp null,
	last_used_ip  text      null,
	created_at    timestamp not null,
	created_by    text      null,
	revoked_at    timestamp null,
	revoke_reason text      null,
	replaced_by   text      null, -- by rotation; it works until expires_at
	primary key (customer_id, guid),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade
);
create index tokens_access on tokens (customer_id, access_id);

-- Where a token was used from: an IPv4 address, or the /64 of an IPv6 one.
create table token_networks (
	customer_id   bigint    not null,
	token_guid    text      not null,
	network       text      not null,
	first_used_at timestamp not null,
	primary key (customer_id, token_guid, network),
	foreign key (customer_id, token_guid) references tokens (customer_id, guid) on delete cascade
);

-- A session acts through an access: the one that signed in, or a profile chosen
-- then, maybe in a subsidiary. Until it is open it only proves the password.
create table sessions (
	customer_id bigint    not null,
	guid        text      not null,
	access_id   bigint    not null,
	login_customer_id bigint not null,
	login_access_id   bigint not null,
	is_open     boolean   not null,
	hash        text      not null,
	created_at  timestamp not null,
	seen_at     timestamp not null,
	expires_at  timestamp not null,
	ip          text      not null default '',
	agent       text      not null default '',
	primary key (customer_id, guid),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade,
	foreign key (login_customer_id, login_access_id) references accesses (customer_id, id) on delete cascade
);
create index sessions_access on sessions (customer_id, access_id);
create index sessions_login on sessions (login_customer_id, login_access_id);
create index sessions_end on sessions (expires_at);

-- Which customer a hash belongs to: tokens, sessions, links; and e-mails, where
-- several customers may hold the same.
create table directory (
	kind        text   not null check (kind in ('token', 'session', 'link', 'email', 'form')),
	hash        text   not null,
	customer_id bigint not null,
	ref         text   not null,
	primary key (kind, hash, customer_id)
);
create index directory_ref on directory (customer_id, kind, ref);
