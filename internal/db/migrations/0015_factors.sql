-- What people prove themselves with besides a password, and how they did it.

alter table sessions add column method text not null default 'password' check (method in ('password', 'passkey', 'sso'));
alter table sessions add column factor text not null default '' check (factor in ('', 'totp', 'passkey', 'recovery', 'idp'));
alter table sessions add column proved_at timestamp null; -- when the person last proved itself
alter table sessions add column wrong_codes bigint not null default 0; -- of a ticket, which dies of the fifth
update sessions set proved_at = created_at;

-- Authenticator apps. One that is not confirmed yet is an enrolment on its way.
create table totps (
	customer_id  bigint    not null,
	access_id    bigint    not null,
	guid         text      not null,
	name         text      not null,
	seed         text      not null, -- sealed with the server key
	is_confirmed boolean   not null,
	last_step    bigint    not null default 0, -- the last that was accepted: none counts twice
	created_at   timestamp not null,
	last_used_at timestamp null,
	primary key (customer_id, access_id, guid),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade
);
create unique index totps_pending on totps (customer_id, access_id) where not is_confirmed;

create table passkeys (
	customer_id  bigint    not null,
	access_id    bigint    not null,
	guid         text      not null,
	name         text      not null,
	credential_id text     not null, -- base64url
	credential   text      not null, -- JSON: all that the authenticator said, with its flags
	sign_count   bigint    not null,
	created_at   timestamp not null,
	last_used_at timestamp null,
	primary key (customer_id, access_id, guid),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade
);
create unique index passkeys_credential on passkeys (credential_id);

create table recovery_codes (
	customer_id bigint    not null,
	access_id   bigint    not null,
	hash        text      not null, -- SHA-256: a code has 120 random bits
	created_at  timestamp not null,
	used_at     timestamp null,
	primary key (customer_id, access_id, hash),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade
);

-- Wrong codes and passwords of who had passed the first door already, since the
-- last right one.
create table proof_tries (
	customer_id bigint    not null,
	access_id   bigint    not null,
	wrong       bigint    not null,
	waits_until timestamp not null,
	primary key (customer_id, access_id),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade
);

-- Challenges that a passkey has answered: none counts twice.
create table spent_challenges (
	customer_id bigint    not null,
	hash        text      not null,
	expires_at  timestamp not null,
	primary key (customer_id, hash)
);
create index spent_challenges_end on spent_challenges (expires_at);
