-- Which requests have changed with a version of a customer's lists, if no event of
-- the same transaction names them: what a cache reads to come up to date.
create table request_changes (
	customer_id  bigint not null references customers (id),
	version      bigint not null, -- heads.requests after the change
	request_guid text   not null,
	primary key (customer_id, version, request_guid)
);
