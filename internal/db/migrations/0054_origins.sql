-- What a job logs names the request that queued it.
alter table jobs add column request_id text not null default '';
create index jobs_given_up on jobs (kind) where failed_at is not null;
