-- Tries to sign in that failed, or are not decided yet: how many at one account,
-- from one network, and from there at that account. Keys are hashes: an address
-- that somebody typed by mistake is not kept.
create table sign_in_tries (
	key      text      primary key,
	tries    bigint    not null,
	period   bigint    not null, -- when they were counted; one is forgotten in each that passes
	tried_at bigint    not null, -- microseconds
	void_at  timestamp not null
);
create index sign_in_tries_void on sign_in_tries (void_at);
