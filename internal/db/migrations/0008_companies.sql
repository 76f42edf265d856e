-- What a customer's other programs say about contacts, and which company stands
-- for another.

alter table contacts add column nickname text not null default '';
alter table contacts add column role text not null default '';
alter table contacts add column platform_id text not null default '';
alter table contacts add column source text not null default '' check (source = '' or source = 'Service Now');
alter table contacts add column is_backup boolean not null default false check (not (is_backup and is_preferred));
alter table contacts add column is_active boolean null; -- the relation, as its source says
alter table contacts add column created_by text null;   -- a user's guid; null of those that a file brought
alter table contacts add column version bigint not null default 1;
create index contacts_page on contacts (customer_id, created_at, guid);
create index contacts_changed on contacts (customer_id, updated_at, guid);

alter table companies add column primary_guid text null; -- another company of the customer
