-- When an IdP wants the session to be over that it began; null where it does not say.
alter table sessions add column idp_ends_at timestamp null;
