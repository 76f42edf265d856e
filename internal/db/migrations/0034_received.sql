-- The side of those who were invited: files that show what they say of findings,
-- asking for more time, and leaving.

-- A body that is kept, once in a customer however many name it.
create table blobs (
	customer_id bigint    not null references customers (id),
	hash        text      not null, -- SHA-256 of the body
	guid        text      not null, -- by which its parts, or its file, are named
	place       text      not null check (place in ('database', 'folder')),
	size        bigint    not null,
	uses        bigint    not null default 0,
	touched_at  timestamp not null,
	primary key (customer_id, hash)
);
create index blobs_unused on blobs (touched_at) where uses = 0;

create table blob_parts (
	customer_id bigint not null,
	guid        text   not null, -- of the blob
	part        bigint not null,
	body        bytea  not null,
	primary key (customer_id, guid, part)
);

-- Bodies that belong to no blob: being written, or to be removed.
create table blob_strays (
	customer_id bigint    not null,
	guid        text      not null,
	place       text      not null check (place in ('database', 'folder')),
	since       timestamp not null,
	primary key (customer_id, guid)
);
create index blob_strays_since on blob_strays (since);

-- Files with which a recipient shows what it says of a finding. They lie with the
-- sender's request.
create table request_files (
	customer_id  bigint    not null, -- the sender's
	request_guid text      not null,
	guid         text      not null,
	finding_id   text      not null,
	name         text      not null,
	media_type   text      not null,
	size         bigint    not null,
	hash         text      not null, -- of a blob of the same customer
	author_guid  text      not null, -- of the recipient's customer
	author_name  text      not null, -- as the sender knows them
	created_at   timestamp not null,
	primary key (customer_id, request_guid, guid),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
);

-- What is kept of a request, of a finding and of a customer: the statement that
-- counts it up decides whether there may be more.
alter table access_requests add column file_bytes bigint not null default 0;
alter table request_findings add column files bigint not null default 0;
create table file_budgets (
	customer_id bigint not null references customers (id),
	bytes       bigint not null default 0,
	primary key (customer_id)
);

-- The recipient may end its access itself.
alter table access_requests add column left_at timestamp null;
alter table access_requests add column left_why text null;

-- A recipient asks for more time, and the sender's side answers.
create table time_asks (
	customer_id      bigint    not null, -- the sender's
	request_guid     text      not null,
	guid             text      not null,
	state            text      not null default 'open' check (state in ('open', 'given', 'refused')),
	days             bigint    not null, -- that are asked for
	why              text      not null,
	asker_cid        bigint    not null, -- of the recipient's customer
	asker_guid       text      not null,
	asker_name       text      not null, -- as the sender knows them
	created_at       timestamp not null,
	answered_at      timestamp null,
	answered_by      text      null,
	answered_by_name text      null,
	given_days       bigint    null,
	word             text      not null default '', -- of who answered
	version          bigint    not null default 1,
	primary key (customer_id, request_guid, guid),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
);
create unique index time_asks_open on time_asks (customer_id, request_guid) where state = 'open';
create index time_asks_waiting on time_asks (customer_id, created_at) where state = 'open';
