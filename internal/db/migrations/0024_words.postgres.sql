-- The words by which a request is found. They are looked for by how they begin,
-- which needs the order of bytes, whatever the database's own is.
create table request_words (
	customer_id  bigint    not null,
	word         text      collate "C" not null,
	created_at   timestamp not null, -- of the request
	request_guid text      not null,
	primary key (customer_id, word, created_at, request_guid),
	foreign key (customer_id, request_guid) references access_requests (customer_id, guid)
);
