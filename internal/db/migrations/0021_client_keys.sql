-- The public key by which a client proves itself in place of a secret (RFC 7523):
-- a JWK with its kid. Such a row is no token that could be shown; what ends, limits
-- and lists tokens holds for it, too.
alter table tokens add column jwk text not null default '';
