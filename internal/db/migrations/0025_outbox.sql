-- The outbox as a place to work: views that people save, and the story of a
-- request.

-- A view is the query of the outbox's address. What somebody sees in a view that
-- another shares is decided by their own rights.
create table outbox_views (
	customer_id bigint    not null references customers (id),
	guid        text      not null,
	user_guid   text      not null, -- whose it is
	name        text      not null,
	name_lower  text      not null,
	query       text      not null,
	is_shared   boolean   not null default false,
	deleted_at  timestamp null, -- for a while it can be brought back
	version     bigint    not null default 1,
	created_at  timestamp not null,
	updated_at  timestamp not null,
	primary key (customer_id, guid)
);
create unique index outbox_views_name on outbox_views (customer_id, user_guid, name_lower) where deleted_at is null;
create index outbox_views_shared on outbox_views (customer_id, name_lower) where is_shared;

-- The story of a request is told from its events. That it was made stands in its
-- own row, and is by far the most of them.
create index events_subject on events (customer_id, subject, seq) where action <> 'access_request.create';
