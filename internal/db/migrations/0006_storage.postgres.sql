-- A list copies documents from their rows. PostgreSQL would compress rows from
-- 2 kB on, and take longer to unpack a document than to find and send it. So it
-- leaves them as they are, up to what fits on a page.

alter table access_requests set (toast_tuple_target = 8160);
alter table received set (toast_tuple_target = 8160);
