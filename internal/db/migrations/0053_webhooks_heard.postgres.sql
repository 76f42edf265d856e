-- See audit.Heard.
create function hear_head() returns trigger language plpgsql as $$
begin
	insert into jobs (id, kind, args, run_at)
	values ('heard-' || new.customer_id || '-' || new.seq, 'audit.heard',
		'{"customer_id":' || new.customer_id || ',"from":' || (old.seq + 1) || ',"to":' || new.seq || '}', timestamp '1970-01-01');
	return null;
end $$;
create trigger heads_heard after update of seq on heads
	for each row when (new.listeners > 0 and new.seq > old.seq) execute function hear_head();
