-- The outbox in the order of each of its columns, and its words.

create index access_requests_company_name on access_requests (customer_id, company_name, created_at desc, guid desc);
create index access_requests_shown_email on access_requests (customer_id, shown_email, created_at desc, guid desc);
create index access_requests_sent on access_requests (customer_id, email_sent_at, created_at desc, guid desc);

-- Where one column leads and others are asked for too, or counted, the index knows
-- without the row. By the day of sending, the requests of a status lie together.
drop index access_requests_status;
drop index access_requests_company;
drop index access_requests_requester;
create index access_requests_status on access_requests (customer_id, status, created_at desc, guid desc, email_sent_at);
create index access_requests_company on access_requests (customer_id, company_guid, created_at desc, guid desc, status, reason);
create index access_requests_requester on access_requests (customer_id, requester_guid, created_at desc, guid desc, status, reason);

-- The customers whose requests have not all got their words yet: a job writes
-- them, and says here how far it has come. Until then lists are searched by time.
create table request_word_fills (
	customer_id bigint not null references customers (id),
	after_guid  text   not null,
	primary key (customer_id)
);
insert into request_word_fills (customer_id, after_guid)
select c.id, '' from customers c where exists (select 1 from access_requests r where r.customer_id = c.id);
