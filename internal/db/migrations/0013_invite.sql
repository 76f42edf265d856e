-- What an import of invitations has done, so that the same import, run again
-- after an interruption, goes on and invites nobody twice.

create table request_import_rows (
	customer_id  bigint    not null references customers (id),
	access_id    bigint    not null, -- of who imports: an import is its own
	import_id    text      not null,
	row_key      text      not null, -- a hash of what stands in the row
	result       text      not null check (result in ('invited', 'resent')),
	request_guid text      not null,
	done_at      timestamp not null,
	primary key (customer_id, access_id, import_id, row_key)
);
create index request_import_rows_age on request_import_rows (done_at);
