-- Who works on a request beside the recipient who accepted it.

-- How many colleagues a request has, those included who have not accepted yet.
-- The statement that counts one up also decides whether there may be one more.
alter table access_requests add column colleagues bigint not null default 0;

-- A colleague lies with the sender's request, as messages do. It is of the
-- recipient's own Vendor Access customer, to which there is no foreign key.
create table request_colleagues (
	customer_id   bigint    not null, -- the sender's
	request_guid  text      not null,
	guid          text      not null,
	recipient_customer_id bigint not null,
	invitation    text      not null, -- the subject of its link: the first guid of those that one mail made
	email         text      not null,
	email_lower   text      not null,
	formal_name   text      not null, -- as the inviter wrote it, then as the colleague did
	inviter_guid  text      not null,
	inviter_name  text      not null,
	invited_at    timestamp not null,
	expires_at    timestamp not null, -- of the link
	user_guid     text      null,     -- once it was accepted
	joined_at     timestamp null,
	version       bigint    not null default 1,
	primary key (customer_id, request_guid, guid),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
);
create unique index request_colleagues_email on request_colleagues (customer_id, request_guid, email_lower);
create index request_colleagues_user on request_colleagues (recipient_customer_id, user_guid) where user_guid is not null;
create index request_colleagues_invitation on request_colleagues (recipient_customer_id, invitation);
create index request_colleagues_end on request_colleagues (expires_at) where user_guid is null;

-- Who said last what becomes of a finding: the recipient, or a colleague.
alter table request_findings add column answered_by text null;
alter table request_findings add column answered_name text not null default '';
