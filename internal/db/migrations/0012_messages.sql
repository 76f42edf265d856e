-- What the two sides of a request say to each other, what the recipient does
-- about the findings that it shares, and what users are notified of.

-- The number of the last message of a request. The statement that counts it up
-- also decides whether there may be one more.
alter table access_requests add column messages bigint not null default 0;

-- A message lies with the sender's request, whichever side wrote it. The
-- recipient's side comes to it through its row in received.
create table request_messages (
	customer_id  bigint    not null, -- the sender's
	request_guid text      not null,
	number       bigint    not null, -- in the order in which they were written
	guid         text      not null,
	side         text      not null check (side in ('requester', 'requestee')),
	author_guid  text      not null,
	author_name  text      not null, -- as the author was called when it was written
	body         text      not null,
	created_at   timestamp not null,
	updated_at   timestamp null,
	version      bigint    not null default 1,
	primary key (customer_id, request_guid, number),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
);
create unique index request_messages_guid on request_messages (customer_id, request_guid, guid);

-- How far a user has read, by the numbers of messages.
create table message_reads (
	customer_id  bigint not null, -- the reader's
	user_guid    text   not null,
	request_guid text   not null,
	read_to      bigint not null,
	primary key (customer_id, user_guid, request_guid)
);

-- When a side was last told, or will next be, that the other wrote.
create table message_notices (
	customer_id  bigint    not null, -- the sender's
	request_guid text      not null,
	side         text      not null check (side in ('requester', 'requestee')), -- that is told
	due_at       timestamp not null,
	told_at      timestamp null,
	primary key (customer_id, request_guid, side),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
);

-- A finding is shared as it was when the request was sent: what an import says
-- of it later is for the sender alone.
alter table request_findings add column risk_vector text not null default '';
alter table request_findings add column severity text not null default '';
alter table request_findings add column title text not null default '';
alter table request_findings add column evidence text not null default '';
alter table request_findings add column first_seen text null; -- YYYY-MM-DD
alter table request_findings add column last_seen text null;
alter table request_findings add column remediation text not null default 'open'
	check (remediation in ('open', 'in_progress', 'fixed', 'accepted_risk', 'not_applicable'));
alter table request_findings add column comment text not null default ''; -- the recipient's
alter table request_findings add column remediated_at timestamp null; -- when the recipient last said so
alter table request_findings add column version bigint not null default 1;

update request_findings
set risk_vector = f.risk_vector, severity = f.severity, title = f.title, evidence = f.evidence,
	first_seen = f.first_seen, last_seen = f.last_seen
from findings f
where f.customer_id = request_findings.customer_id and f.id = request_findings.finding_id;

-- A user may act in customers below its own, and is notified in each by itself.
create table notifications (
	customer_id bigint    not null references customers (id),
	user_guid   text      not null,
	id          bigint    not null,
	type        text      not null check (type in ('Subscription', 'Folder', 'Report', 'Collaboration', 'File Download')),
	status      text      not null check (status in ('Success', 'Failed')),
	subject     text      not null,
	text        text      not null,
	path        text      not null default '', -- of the console's page that it is about
	is_unread   boolean   not null default true,
	created_at  timestamp not null,
	version     bigint    not null default 1,
	primary key (customer_id, user_guid, id)
);
create index notifications_page on notifications (customer_id, user_guid, created_at desc, id desc);
