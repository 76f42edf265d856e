-- API tokens that wait to be fetched.

-- A token to be made when it is retrieved: the link of its access says whether
-- that is still possible.
create table token_retrievals (
	customer_id bigint    not null,
	access_id   bigint    not null,
	email       text      not null, -- where the link went
	allowed_ips text      not null default '[]', -- of the token
	expires_at  timestamp null,                  -- of the token; null: a year after it was made,
	is_forever  boolean   not null default false, -- or never
	created_at  timestamp not null,
	created_by  text      null,
	primary key (customer_id, access_id),
	foreign key (customer_id, access_id) references accesses (customer_id, id) on delete cascade
);
