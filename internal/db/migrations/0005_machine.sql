-- Work to be done, mail to be sent, links in mails, and the record of it all.

create table jobs (
	id           text      primary key,
	kind         text      not null,
	args         text      not null,
	run_at       timestamp not null,
	every_ms     bigint    null, -- a job that comes back
	attempt      bigint    not null default 0,
	leased_until timestamp null,
	failed_at    timestamp null,
	error        text      not null default ''
);
create index jobs_due on jobs (run_at, id) where failed_at is null;

create table mails (
	customer_id bigint    not null references customers (id),
	guid        text      not null, -- also the Message-ID
	template    text      not null,
	recipient   text      not null,
	name        text      not null default '',
	language    text      not null default 'en',
	args        text      not null, -- JSON, without any secret
	link_guid   text      null,     -- the secret in it is made again when it is sent
	sending     bigint    not null default 1,
	request_guid text     null,
	state       text      not null check (state in ('queued', 'sent', 'refused', 'dropped')),
	error       text      not null default '', -- what the server answered last
	tries       bigint    not null default 0,
	created_at  timestamp not null,
	sent_at     timestamp null,
	primary key (customer_id, guid)
);
create index mails_page on mails (customer_id, created_at desc, guid desc);
create index mails_request on mails (customer_id, request_guid) where request_guid is not null;

create table links (
	customer_id bigint    not null references customers (id),
	guid        text      not null,
	kind        text      not null,
	subject     text      not null, -- guid or id of what it is for
	sending     bigint    not null default 1,
	hash        text      not null,
	code_hash   text      not null,
	nonce_hash  text      null,     -- of the browser that started the flow and needs no code
	wrong_codes bigint    not null default 0,
	created_at  timestamp not null,
	expires_at  timestamp not null,
	opened_at   timestamp null,
	used_at     timestamp null,
	ended       text      not null default '' check (ended in ('', 'superseded', 'withdrawn')),
	primary key (customer_id, guid)
);
create index links_subject on links (customer_id, kind, subject);
create unique index links_open on links (customer_id, kind, subject) where used_at is null and ended = '';

-- Events are chained by a sealer in the order of seq: hash covers the row and
-- the hash before it. Details can be erased; their salted hash stays.
create table events (
	customer_id  bigint    not null references customers (id),
	seq          bigint    not null,
	guid         text      not null,
	at           timestamp not null,
	action       text      not null,
	actor_user   text      not null default '',
	actor_access bigint    not null default 0,
	subject      text      not null default '',
	details_hash text      not null default '',
	hash         text      null,
	primary key (customer_id, seq)
);
create index events_unsealed on events (customer_id, seq) where hash is null;

create table event_details (
	customer_id bigint not null,
	seq         bigint not null,
	salt        text   not null,
	body        text   not null,
	primary key (customer_id, seq)
);

-- Refused sign-ins are counted per account, network and minute, so that a
-- stranger cannot flood the record.
create table refused_sign_ins (
	customer_id bigint    not null,
	account     text      not null,
	network     text      not null,
	minute      timestamp not null,
	count       bigint    not null,
	is_recorded boolean   not null default false,
	primary key (customer_id, account, network, minute)
);
