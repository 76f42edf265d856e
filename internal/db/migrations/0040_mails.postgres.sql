-- Addresses are looked for by how they begin: byte by byte, in whatever language
-- the database was made.
alter table mails alter column recipient_lower type text collate "C";
