-- How far requests have come, and what waits for whom: counted as it happens,
-- so that nobody who asks has to read a million rows.

alter table access_requests add column opened_at timestamp null;   -- the first click on an invitation's link, with its code
alter table access_requests add column answered_at timestamp null; -- by the recipient: accepted or declined

update access_requests set opened_at = l.opened_at
from (
	select customer_id, subject, min(opened_at) as opened_at from links
	where kind = 'invitation' and opened_at is not null group by customer_id, subject) l
where l.customer_id = access_requests.customer_id and l.subject = access_requests.guid;
update access_requests set opened_at = coalesce(opened_at, accepted_at), answered_at = accepted_at where accepted_at is not null;
update access_requests set answered_at = l.used_at
from (
	select customer_id, subject, max(used_at) as used_at from links
	where kind = 'invitation' and used_at is not null group by customer_id, subject) l
where access_requests.status = 'Declined' and l.customer_id = access_requests.customer_id and l.subject = access_requests.guid;

-- How many requests of a month, made for a reason, have a status and came how far
-- at most. Triggers keep it, in the transaction that changes a request.
create table request_tallies (
	customer_id bigint not null references customers (id),
	month       text   not null, -- YYYY-MM, in which they were created
	reason      text   not null,
	status      text   not null,
	stage       text   not null check (stage in ('registered', 'invited', 'opened', 'accepted')),
	n           bigint not null,
	primary key (customer_id, month, reason, status, stage)
);

-- Up to when a user has seen what others answered: what came since waits for it.
create table looks (
	customer_id bigint    not null references customers (id),
	user_guid   text      not null,
	looked_at   timestamp not null,
	primary key (customer_id, user_guid)
);

-- What waits is found by when it came, or by when it ends. Of the last two the
-- server's clock asks for all customers at once: it comes before the customer.
create index access_requests_approval on access_requests (customer_id, created_at, guid) where awaiting = 'approval';
create index access_requests_answered on access_requests (customer_id, answered_at desc) where answered_at is not null;
create index access_requests_refused on access_requests (customer_id, email_sent_at desc) where mail_status = 'refused' and status = 'Pending';
create index request_messages_received on request_messages (customer_id, created_at desc) where side = 'requestee';
create index request_findings_answered on request_findings (customer_id, remediated_at desc) where remediated_at is not null;
drop index access_requests_window;
create index access_requests_window on access_requests (window_ends_at, customer_id) where status = 'Pending' and awaiting = 'answer';
drop index access_requests_trial;
create index access_requests_trial on access_requests (access_ends_at, customer_id) where access_runs;
