-- Where a customer wants to be told of what happens, and what it was told.

alter table heads add column listeners bigint not null default 0; -- webhooks that are on: without one a change queues nothing

create table webhooks (
	customer_id   bigint    not null references customers (id),
	guid          text      not null,
	name          text      not null,
	format        text      not null check (format in ('standard', 'slack', 'teams')),
	host          text      not null, -- of the address, which is sealed: that of a chat is a secret itself
	address       text      not null,
	types         text      not null default '[]', -- JSON; none is all
	is_on         boolean   not null default true,
	off_why       text      not null default '' check (off_why in ('', 'gone', 'failing')),
	secret        text      not null, -- sealed, like the one before it, which signs too until then
	old_secret    text      not null default '',
	old_until     timestamp null,
	since         bigint    not null, -- seq of the last event that it is not told of
	failing_since timestamp null,     -- all tries since then have failed
	rests_until   timestamp null,     -- nothing is sent before then
	due_at        timestamp null,     -- of its first delivery that waits
	leased_until  timestamp null,     -- a job is on its way, or died
	created_at    timestamp not null,
	created_by    text      not null, -- guid of a user
	updated_at    timestamp not null,
	version       bigint    not null default 1,
	primary key (customer_id, guid)
);
create index webhooks_due on webhooks (due_at) where due_at is not null and is_on;

-- An event on its way to a webhook. It holds no word of what is told: that is
-- looked up when it is sent.
create table webhook_deliveries (
	customer_id  bigint    not null references customers (id),
	webhook_guid text      not null, -- which may be gone: its rows follow it
	guid         text      not null,
	seq          bigint    not null, -- of the event; 0 is a test
	event_guid   text      not null, -- the id of the message, the same in every try
	type         text      not null,
	subject      text      not null, -- guid of what it is about
	by_user      text      not null default '',
	happened_at  timestamp not null,
	state        text      not null check (state in ('queued', 'delivered', 'failed', 'dropped')),
	tries        bigint    not null default 0,
	due_at       timestamp not null,
	status       bigint    not null default 0, -- of the last answer; 0 is none
	error        text      not null default '', -- JSON of a text
	took_ms      bigint    not null default 0,
	tried_at     timestamp null,
	version      bigint    not null default 1,
	primary key (customer_id, webhook_guid, guid)
);
create unique index webhook_deliveries_once on webhook_deliveries (customer_id, webhook_guid, seq) where seq > 0;
create index webhook_deliveries_due on webhook_deliveries (customer_id, webhook_guid, due_at) where state = 'queued';
create index webhook_deliveries_state on webhook_deliveries (customer_id, webhook_guid, state, guid) where state <> 'delivered';
