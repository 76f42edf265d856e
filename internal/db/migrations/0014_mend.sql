-- What contacts are found by, in lower case as the server writes it: lower() of
-- SQLite, and of PostgreSQL in some locales, knows ASCII alone. It is good enough
-- for those that are there already, until they change.

alter table contacts add column formal_name_lower text not null default '';
alter table contacts add column friendly_name_lower text not null default '';
update contacts set formal_name_lower = lower(formal_name), friendly_name_lower = lower(friendly_name);
