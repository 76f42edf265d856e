-- The language of the colleague's mail: that of who passed the invitation on.
-- Empty is the request's.
alter table request_forwards add column language text not null default '';
