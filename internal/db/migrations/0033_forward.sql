-- Invitations that their recipients have passed on to a colleague.

-- How often: twice is the most, in the whole life of a request.
alter table access_requests add column forward_count bigint not null default 0 check (forward_count between 0 and 2);

-- From whom and to whom, as they were called then.
create table request_forwards (
	customer_id  bigint    not null,
	request_guid text      not null,
	position     bigint    not null, -- 1 is the first
	link_guid    text      not null, -- of the invitation that was passed on
	from_name    text      not null,
	from_email   text      not null,
	name_hidden  boolean   not null, -- they came from the preferred contact: the sender never learns them
	email_hidden boolean   not null,
	to_name      text      not null,
	to_email     text      not null,
	forwarded_at timestamp not null,
	primary key (customer_id, request_guid, position),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
);
create index request_forwards_link on request_forwards (customer_id, link_guid);
