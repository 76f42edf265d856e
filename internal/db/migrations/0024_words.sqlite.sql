-- The words by which a request is found. They are looked for by how they begin,
-- which needs the order of bytes: SQLite has no other. A table that is its key
-- takes half the space there.
create table request_words (
	customer_id  bigint    not null,
	word         text      not null,
	created_at   timestamp not null, -- of the request
	request_guid text      not null,
	primary key (customer_id, word, created_at, request_guid),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
) without rowid;
