-- The trace of a job is linked to that of the request that queued it.
alter table jobs add column trace_parent text not null default ''; -- of the W3C, "" where nothing was traced
