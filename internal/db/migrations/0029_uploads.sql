-- What somebody hands in on one page of the console and confirms on the next: a
-- file to import, an invitation to look at before it is sent.

create table uploads (
	customer_id bigint    not null references customers (id),
	guid        text      not null,
	user_guid   text      not null, -- its maker, who alone reads it
	kind        text      not null, -- what it is for
	name        text      not null, -- of the file, as the browser gave it
	body        text      not null, -- base64: a file need not be text
	created_at  timestamp not null,
	expires_at  timestamp not null,
	primary key (customer_id, guid)
);
create index uploads_of on uploads (customer_id, user_guid, created_at);
create index uploads_end on uploads (expires_at);
