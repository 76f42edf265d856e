-- What there is once in a database, and belongs to no customer.
create table house (
	id        bigint primary key check (id = 1),
	era       bigint not null, -- another one after a restore: what was kept of the history before is not of this one
	key_check text   null      -- what the server key of this database signs; null until a node has come with one
);
insert into house (id, era) values (1, 0);
