alter table directory drop constraint directory_kind_check;
alter table directory add constraint directory_kind_check check (kind in ('token', 'session', 'link', 'email', 'form', 'scim'));
