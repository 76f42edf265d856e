-- What somebody is found by who is to be erased, in however long a record.

-- Which events say an address in their details: a number made of its hash, so
-- that no address is kept twice. A customer has rows, up to an event, once
-- somebody is erased from its record.
create table event_addresses (
	customer_id bigint not null,
	seq         bigint not null,
	address     bigint not null,
	primary key (customer_id, seq, address)
);
create index event_addresses_address on event_addresses (customer_id, address, seq);

create table event_address_fills (
	customer_id bigint not null references customers (id),
	seq         bigint not null, -- the last event that was looked at
	primary key (customer_id)
);

-- Notifications by the page that they lead to.
create index notifications_path on notifications (customer_id, path) where path <> '';
