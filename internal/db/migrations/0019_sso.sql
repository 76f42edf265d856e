-- Signing in at IdPs: by SAML 2.0 and by OpenID Connect.

create table idps_new (
	customer_id bigint    not null references customers (id),
	guid        text      not null,
	name        text      not null,
	name_lower  text      not null,
	is_enabled  boolean   not null,
	protocol    text      not null check (protocol in ('saml', 'oidc')),
	metadata    text      not null, -- saml: the XML as it was given: public, without secrets
	metadata_url text     not null default '', -- where newer metadata comes from, once a day
	metadata_at timestamp null, -- when it was last fetched from there
	entity_id   text      not null, -- oidc: the issuer
	sso_url     text      not null, -- saml: from the metadata, as are the next four
	sso_binding text      not null,
	slo_url     text      not null default '',
	slo_binding text      not null default '',
	certificate_ends_at timestamp null,
	client_id   text      not null default '', -- oidc, as are the next two
	client_secret text    not null default '', -- sealed with the server key; '' is a public client
	scopes      text      not null default '',
	is_jit      boolean   not null default false, -- who is new here gets a user
	mapping     text      not null default '{}',  -- JSON: what is read from attributes or claims
	wants_encrypted boolean not null default false, -- saml: assertions in the clear are refused
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
insert into idps_new (customer_id, guid, name, name_lower, is_enabled, protocol, metadata, entity_id, sso_url, sso_binding,
	certificate_ends_at, default_group, custom_login_url, logout_redirect_url, sign_hash_alg, url_suffix, has_signed_in,
	version, created_at, created_by, updated_at, updated_by)
select customer_id, guid, name, name_lower, is_enabled, 'saml', metadata, entity_id, sso_url, sso_binding,
	certificate_ends_at, default_group, custom_login_url, logout_redirect_url, sign_hash_alg, url_suffix, has_signed_in,
	version, created_at, created_by, updated_at, updated_by
from idps;
drop table idps;
alter table idps_new rename to idps;
create unique index idps_name on idps (customer_id, name_lower);
create unique index idps_suffix on idps (customer_id, url_suffix) where url_suffix <> '';
create unique index idps_entity on idps (customer_id, protocol, entity_id) where is_enabled;

-- The key with which a customer's requests to IdPs are signed, and to which they
-- encrypt assertions: made when it is first needed.
create table sp_keys (
	customer_id bigint    not null references customers (id),
	guid        text      not null,
	certificate text      not null, -- DER, base64
	private_key text      not null, -- PKCS #8, sealed with the server key
	created_at  timestamp not null,
	ends_at     timestamp not null,
	primary key (customer_id, guid)
);
create unique index sp_keys_one on sp_keys (customer_id);

-- Domains whose people are led to the IdPs of a customer. Only the operator says so.
create table sso_domains (
	customer_id bigint not null references customers (id),
	domain      text   not null,
	primary key (customer_id, domain)
);
create unique index sso_domains_one on sso_domains (domain);

-- Where the person of a session, or of the ticket that opens one, signed in.
alter table sessions add column idp_guid text not null default '';
alter table sessions add column idp_subject text not null default ''; -- hashes: of the name that a logout message has,
alter table sessions add column idp_session text not null default ''; -- and of the IdP's own session
alter table sessions add column idp_hint text not null default '';    -- sealed: what the IdP wants to hear at signing out
alter table sessions add column flow text not null default '';        -- the request that a ticket answers; '' is none
create index sessions_idp on sessions (login_customer_id, idp_guid, idp_subject) where idp_guid <> '';

-- Not only challenges of passkeys count once, but messages of IdPs, too.
alter table spent_challenges rename to spent_messages;
drop index spent_challenges_end;
create index spent_messages_end on spent_messages (expires_at);

-- Why something was refused, where that may be told: of messages from IdPs.
create table refused_new (
	customer_id bigint    not null,
	account     text      not null,
	network     text      not null,
	minute      timestamp not null,
	reason      text      not null default '',
	count       bigint    not null,
	is_recorded boolean   not null default false,
	primary key (customer_id, account, network, minute, reason)
);
insert into refused_new (customer_id, account, network, minute, count, is_recorded)
select customer_id, account, network, minute, count, is_recorded from refused_sign_ins;
drop table refused_sign_ins;
alter table refused_new rename to refused_sign_ins;
