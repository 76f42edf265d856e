-- What forms ask for beyond the usual, whom they let in and until when, how
-- they look, and how far those who saw them came.

alter table client_access_links add column own_fields text not null default '[]';
alter table client_access_links add column allowed_domains text not null default '[]'; -- none: all
alter table client_access_links add column refused_domains text not null default '[]';
alter table client_access_links add column expires_at timestamp null;
alter table client_access_links add column max_registrations bigint null;
alter table client_access_links add column registered bigint not null default 0; -- registrations that were confirmed
alter table client_access_links add column heading text not null default '';
alter table client_access_links add column intro text not null default '';
alter table client_access_links add column button text not null default '';
alter table client_access_links add column thanks text not null default '';
alter table client_access_links add column language text not null default 'auto';
alter table client_access_links add column logo text null; -- its kind and hash, as in its address

create table form_logos (
	customer_id bigint not null,
	form_guid   text   not null,
	name        text   not null, -- as in its address
	body        text   not null, -- in base64
	primary key (customer_id, form_guid),
	foreign key (customer_id, form_guid) references client_access_links (customer_id, guid)
);

-- A row for each form and day, and one for all days, whose day is ''.
create table form_counts (
	customer_id bigint not null,
	form_guid   text   not null,
	day         text   not null,
	views       bigint not null default 0,
	submitted   bigint not null default 0,
	confirmed   bigint not null default 0,
	approved    bigint not null default 0,
	primary key (customer_id, form_guid, day),
	foreign key (customer_id, form_guid) references client_access_links (customer_id, guid)
);

alter table registrations add column answers text not null default '[]'; -- to the form's own fields, as they were then
alter table registrations add column language text not null default ''; -- of the page that was filled in

-- Registrations in the outbox: those that were let in, and those of a form.
create index access_requests_approved on access_requests (customer_id, created_at desc, guid desc)
	where reason = 'self_requested' and sent_count > 0;
create index access_requests_form on access_requests (customer_id, form_guid, created_at desc, guid desc) where form_guid is not null;

update client_access_links set registered = (
	select count(*) from registrations g
	where g.customer_id = client_access_links.customer_id and g.form_guid = client_access_links.guid and g.confirmed_at is not null);
insert into form_counts (customer_id, form_guid, day, submitted, confirmed, approved)
select f.customer_id, f.guid, '', f.registered, f.registered, (
	select count(*) from access_requests r
	where r.customer_id = f.customer_id and r.form_guid = f.guid and r.sent_count > 0)
from client_access_links f where f.registered > 0;
