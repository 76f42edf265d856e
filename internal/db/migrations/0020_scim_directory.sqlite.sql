-- SQLite cannot change a check.
create table directory_new (
	kind        text   not null check (kind in ('token', 'session', 'link', 'email', 'form', 'scim')),
	hash        text   not null,
	customer_id bigint not null,
	ref         text   not null,
	primary key (kind, hash, customer_id)
);
insert into directory_new (kind, hash, customer_id, ref) select kind, hash, customer_id, ref from directory;
drop table directory;
alter table directory_new rename to directory;
create index directory_ref on directory (customer_id, kind, ref);
