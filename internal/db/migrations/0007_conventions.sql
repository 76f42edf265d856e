-- What calls of the API may rely on: a repeat does nothing twice, and a change
-- is made to what the caller has read.

-- A POST that came with an Idempotency-Key, written by the transaction that did
-- what it asked for.
create table idempotency_keys (
	customer_id bigint    not null references customers (id),
	hash        text      not null, -- of access, path and key
	body        text      not null, -- hash of what was sent
	call        text      not null, -- the call that came first
	status      bigint    not null,
	made        text      not null default '[]', -- JSON: guids of what it made
	created_at  timestamp not null,
	primary key (customer_id, hash)
);
create index idempotency_keys_end on idempotency_keys (created_at);

alter table received add column version bigint not null default 1;
