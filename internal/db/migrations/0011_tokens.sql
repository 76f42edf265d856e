-- API tokens that wait to be fetched, and the IdPs that people will sign in at.

-- A token to be made when it is retrieved: the link of its access says whether
-- that is still possible.
create table token_retrievals (
	customer_id bigint    not null,
	access_id   bigint    not null,
	email       text      not null, -- where the link went
	allowed_ips text      not null default '[]', -- of the token
	expires_at  timestamp null,                  -- of the token; null: a year after it was made,
	is_forever  boolean   not null default false, -- or never
	created_at  timestamp not null,
	created_by  text      null,
	primary key (customer_id, access_id),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade
);

-- accesses.idp_guid says at which of them an sso_connection signs in. A default
-- group that was deleted since is the customer's default group.
create table idps (
	customer_id bigint    not null references customers (id),
	guid        text      not null,
	name        text      not null,
	name_lower  text      not null,
	is_enabled  boolean   not null,
	metadata    text      not null, -- the XML as it was given: public, without secrets
	entity_id   text      not null,
	sso_url     text      not null, -- from the metadata, as is what follows
	sso_binding text      not null,
	certificate_ends_at timestamp not null,
	default_group text    not null default '',
	custom_login_url text not null default '',
	logout_redirect_url text not null default '',
	sign_hash_alg text    not null check (sign_hash_alg in ('sha1', 'sha256')),
	url_suffix  text      not null default '', -- '' is the guid
	has_signed_in boolean not null default false, -- somebody, ever
	version     bigint    not null default 1,
	created_at  timestamp not null,
	created_by  text      null,
	updated_at  timestamp not null,
	updated_by  text      null,
	primary key (customer_id, guid)
);
create unique index idps_name on idps (customer_id, name_lower);
create unique index idps_suffix on idps (customer_id, url_suffix) where url_suffix <> '';
create unique index idps_entity on idps (customer_id, entity_id) where is_enabled;
