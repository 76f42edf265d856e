-- Reminders of what ends. Each is made once: the unique index decides between
-- nodes, and the mail is queued by the transaction that inserts the row.

create table reminders (
	customer_id bigint    not null references customers (id),
	guid        text      not null, -- in the address of the page that renews
	kind        text      not null check (kind in ('token', 'user', 'trial')),
	subject     text      not null, -- guid of the token, the user or the access request
	ends_at     timestamp not null, -- as it was then: what was renewed is reminded of anew
	days        bigint    not null, -- before the end: 30, 7 or 1
	made_at     timestamp not null,
	renewed_at  timestamp null,
	primary key (customer_id, guid)
);
create unique index reminders_once on reminders (customer_id, kind, subject, ends_at, days);

create index tokens_end on tokens (expires_at, guid) where revoked_at is null and replaced_by is null;
create index users_end on users (expires_at, guid) where deleted_at is null and expires_at is not null;
