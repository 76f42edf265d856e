-- The record of events as it is looked through, and what a customer chooses.

-- A customer's version moves with every change of it and of its settings.
alter table customers add column version bigint not null default 1;

create table customer_logos (
	customer_id bigint not null primary key references customers (id),
	name        text   not null, -- its hash and kind, as in its address
	body        text   not null  -- in base64
);

-- Events are looked for by what was done, by whom and to what, newest first.
-- Times need no index: they rise with seq, all but a little.
create index events_action on events (customer_id, action, seq);
create index events_actor on events (customer_id, actor_user, seq);
drop index events_subject;
create index events_subject on events (customer_id, subject, seq);

-- What is too old to be kept.
create index notifications_age on notifications (customer_id, created_at);

-- The newest check of a customer's record: how far it has come, and what it found.
create table event_checks (
	customer_id bigint    not null primary key references customers (id),
	guid        text      not null,
	asked_by    text      not null, -- a user
	started_at  timestamp not null,
	ended_at    timestamp null,
	until       bigint    not null,            -- the newest event when it was asked for
	done        bigint    not null default 0,  -- the newest that it has looked at
	looked_at   bigint    not null default 0,  -- how many
	hash        text      not null default '', -- of that one
	wrong       bigint    not null default 0,  -- how many findings
	findings    text      not null default '[]', -- the first of them
	state       text      not null default '{}'  -- what the next step must know
);
