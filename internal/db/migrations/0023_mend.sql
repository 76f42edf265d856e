-- An access that demands a second factor since before there were any has let
-- people in by the password alone: they sign in again, and set one up.

delete from directory where kind = 'session' and exists (
	select 1 from sessions s
	join accesses a on a.customer_id = s.login_customer_id and a.id = s.login_access_id
	where s.customer_id = directory.customer_id and s.guid = directory.ref
		and s.method = 'password' and s.factor = '' and a.two_fa_enabled);
delete from sessions where method = 'password' and factor = '' and exists (
	select 1 from accesses a
	where a.customer_id = sessions.login_customer_id and a.id = sessions.login_access_id and a.two_fa_enabled);

-- Reminders are forgotten some time after what they were about.
create index reminders_end on reminders (ends_at);
