-- IdPs create, change and end users by SCIM 2.0.

-- The tokens of an IdP: they work at /scim/v2, and no others do there.
create table scim_tokens (
	customer_id   bigint    not null,
	guid          text      not null,
	idp_guid      text      not null,
	subject       text      not null check (subject in ('external_id', 'user_name')), -- what becomes the sso_id of a new user
	hash          text      not null, -- SHA-256 of the secret
	prefix        text      not null,
	last4         text      not null,
	allowed_ips   text      not null default '[]',
	expires_at    timestamp null,
	last_used_at  timestamp null,
	last_used_ip  text      null,
	created_at    timestamp not null,
	created_by    text      null,
	maker_access  bigint    not null default 0, -- through which it was made: what it grants ends there
	revoked_at    timestamp null,
	revoke_reason text      null,
	replaced_by   text      null, -- by rotation; it works until expires_at
	primary key (customer_id, guid),
	foreign key (customer_id, idp_guid) references idps (customer_id, guid) on delete cascade
);
create index scim_tokens_idp on scim_tokens (customer_id, idp_guid);

-- Where a token was used from: an IPv4 address, or the /64 of an IPv6 one.
create table scim_token_networks (
	customer_id   bigint    not null,
	token_guid    text      not null,
	network       text      not null,
	first_used_at timestamp not null,
	primary key (customer_id, token_guid, network),
	foreign key (customer_id, token_guid) references scim_tokens (customer_id, guid) on delete cascade
);

-- What an IdP calls its users. Who has no row is called by the e-mail address.
create table scim_users (
	customer_id     bigint not null,
	idp_guid        text   not null,
	user_guid       text   not null,
	user_name       text   not null,
	user_name_lower text   not null,
	external_id     text   not null default '',
	primary key (customer_id, idp_guid, user_guid),
	foreign key (customer_id, idp_guid) references idps (customer_id, guid) on delete cascade,
	foreign key (customer_id, user_guid) references users (customer_id, guid)
);
create unique index scim_users_name on scim_users (customer_id, idp_guid, user_name_lower);
create index scim_users_external on scim_users (customer_id, idp_guid, external_id) where external_id <> '';

-- What an IdP calls access groups.
create table scim_groups (
	customer_id bigint not null,
	idp_guid    text   not null,
	group_guid  text   not null,
	external_id text   not null,
	primary key (customer_id, idp_guid, group_guid),
	foreign key (customer_id, idp_guid) references idps (customer_id, guid) on delete cascade,
	foreign key (customer_id, group_guid) references groups (customer_id, guid) on delete cascade
);
