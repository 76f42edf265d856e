-- A session whose rights have changed gets a new secret. The old one counts for
-- some seconds more, for what its browser has asked at the same time.

alter table sessions add column rights text not null default ''; -- a hash of what decided them when the secret was made
alter table sessions add column old_hash text null;
alter table sessions add column old_until timestamp null;
