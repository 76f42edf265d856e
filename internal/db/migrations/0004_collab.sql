-- Forms, registrations, access requests, and what their recipients see.

create table client_access_links (
	customer_id bigint    not null references customers (id),
	guid        text      not null,
	name        text      not null default '',
	name_lower  text      not null default '',
	description text      not null default '',
	search      text      not null default '', -- the words of both, each after a space
	scope       text      not null default 'tprm' check (scope in ('insurance', 'tprm')),
	is_active   boolean   not null default true,
	version     bigint    not null default 1,
	created_at  timestamp not null,
	created_by  text      not null,
	updated_at  timestamp not null,
	updated_by  text      null,
	primary key (customer_id, guid)
);
create index client_access_links_page on client_access_links (customer_id, created_at desc, guid desc);

-- The checks are written with "or": for "in" SQLite builds a table for every row.
create table access_requests (
	customer_id    bigint    not null references customers (id),
	guid           text      not null,
	created_at     timestamp not null,
	status         text      not null check (status = 'Pending' or status = 'Active' or status = 'Never' or status = 'Inactive'
		or status = 'Resolved' or status = 'Rejected' or status = 'Declined'),
	awaiting       text      null check (awaiting = 'approval' or awaiting = 'answer'),
	reason         text      not null check (reason = 'informational' or reason = 'remediation' or reason = 'validation'
		or reason = 'other' or reason = 'self_requested'),
	requester_guid text      not null,
	company_guid   text      not null,
	email          text      not null,
	email_lower    text      not null,
	formal_name    text      not null default '',
	friendly_name  text      not null default '',
	phone          text      not null default '',
	name_hidden    boolean   not null default false, -- came from the preferred contact: blank until acceptance
	email_hidden   boolean   not null default false,
	message        text      not null default '',
	notes          text      null,
	ccs            text      null,
	third_parties  text      not null default '[]',
	trial_days     bigint    not null check (trial_days between 1 and 365),
	rating         bigint    null,
	rating_date    text      null,
	vectors        text      not null default '[]', -- [{"slug","grade"}] as they were when it was sent
	findings_count bigint    not null default 0,
	is_real        boolean   not null,
	hubspot_status text      not null,
	form_guid      text      null, -- the form of a self-requested one
	sent_count     bigint    not null default 0,
	email_sent_at  timestamp null,
	can_resend     boolean   not null default false,
	window_ends_at timestamp null,
	mail_status    text      null check (mail_status = 'queued' or mail_status = 'sent' or mail_status = 'refused'),
	accepted_at    timestamp null,
	access_ends_at timestamp null,
	access_runs    boolean   not null default false, -- accepted, and its end is not shown yet
	recipient_customer_id bigint null,
	recipient_guid text      null,
	last_login     text      null, -- YYYY-MM-DD, of the bound recipient
	declined_why   text      null,
	revoked_why    text      null,
	resolved_at    timestamp null,
	resolved_by    text      null,
	resolved_by_name text    null,
	company_name   text      not null default '', -- as in the document, in lower case: for sorting
	shown_email    text      not null default '', -- the same of the address, blank while it is hidden
	search         text      not null default '', -- the words of what is shown, each after a space
	version        bigint    not null default 1,
	document       text      not null, -- the outbox's answer for this row
	primary key (customer_id, guid),
	foreign key (customer_id, company_guid) references companies (customer_id, guid)
);
create index access_requests_page on access_requests (customer_id, created_at desc, guid desc);
create index access_requests_status on access_requests (customer_id, status, created_at desc, guid desc);
create index access_requests_company on access_requests (customer_id, company_guid, created_at desc, guid desc);
create index access_requests_requester on access_requests (customer_id, requester_guid, created_at desc, guid desc);
create index access_requests_reason on access_requests (customer_id, reason, created_at desc, guid desc);
create index access_requests_email on access_requests (customer_id, email_lower);
create unique index access_requests_open on access_requests (customer_id, company_guid, email_lower) where status in ('Pending', 'Active');
create index access_requests_recipient on access_requests (recipient_customer_id, recipient_guid) where recipient_guid is not null;
create index access_requests_window on access_requests (window_ends_at) where status = 'Pending' and awaiting = 'answer';
create index access_requests_trial on access_requests (access_ends_at) where access_runs;
create index access_requests_resend on access_requests (email_sent_at) where not can_resend and status in ('Pending', 'Never') and sent_count between 1 and 4;

create table request_vectors (
	customer_id  bigint    not null,
	slug         text      not null,
	created_at   timestamp not null, -- of the request
	request_guid text      not null,
	primary key (customer_id, slug, created_at, request_guid),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
);

create table request_findings (
	customer_id  bigint not null,
	request_guid text   not null,
	finding_id   text   not null,
	position     bigint not null,
	primary key (customer_id, request_guid, finding_id),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
);

-- A recipient's inbox: written in the sender's transaction, so there is no
-- foreign key across customers.
create table received (
	customer_id        bigint    not null, -- the recipient's
	user_guid          text      not null,
	request_guid       text      not null,
	sender_customer_id bigint    not null,
	created_at         timestamp not null, -- of the request
	is_read            boolean   not null default false,
	document           text      not null, -- the inbox's answer for this row, without "read"
	primary key (customer_id, user_guid, request_guid)
);
create index received_page on received (customer_id, user_guid, created_at desc, request_guid desc);
create index received_request on received (sender_customer_id, request_guid);

-- A filled form. Before the address is confirmed it is nothing but this row, and
-- forgotten when its link expires. After that it outlives its form, so there is
-- no foreign key.
create table registrations (
	customer_id  bigint    not null references customers (id),
	guid         text      not null,
	form_guid    text      not null,
	email        text      not null,
	email_lower  text      not null,
	formal_name  text      not null,
	company_name text      not null,
	website      text      not null,
	phone        text      not null default '',
	message      text      not null default '',
	request_guid text      null,
	created_at   timestamp not null,
	mailed_at    timestamp null,
	expires_at   timestamp not null, -- of the link
	confirmed_at timestamp null,
	primary key (customer_id, guid)
);
create index registrations_form on registrations (customer_id, form_guid, created_at desc);
create index registrations_request on registrations (customer_id, request_guid) where request_guid is not null;
create index registrations_end on registrations (expires_at) where confirmed_at is null;

-- Recipients who want no more: from one customer, or from this server (customer_id 0).
create table refusals (
	customer_id bigint    not null,
	email_hash  text      not null,
	created_at  timestamp not null,
	primary key (customer_id, email_hash)
);
