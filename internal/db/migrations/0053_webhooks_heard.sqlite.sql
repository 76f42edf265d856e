-- See audit.Heard.
create trigger heads_heard after update of seq on heads when new.listeners > 0 and new.seq > old.seq begin
	insert into jobs (id, kind, args, run_at)
	values ('heard-' || new.customer_id || '-' || new.seq, 'audit.heard',
		'{"customer_id":' || new.customer_id || ',"from":' || (old.seq + 1) || ',"to":' || new.seq || '}', 0);
end;
