-- See the table request_tallies. A form's registration is invited when it is
-- approved, everybody else when the request is made.

insert into request_tallies (customer_id, month, reason, status, stage, n)
select customer_id, strftime('%Y-%m', created_at / 1000000, 'unixepoch'), reason, status,
	case when accepted_at is not null then 'accepted' when opened_at is not null then 'opened'
		when sent_count > 0 or reason <> 'self_requested' then 'invited' else 'registered' end, count(*)
from access_requests group by 1, 2, 3, 4, 5;

create trigger request_tallies_insert after insert on access_requests begin
	insert into request_tallies (customer_id, month, reason, status, stage, n)
	values (new.customer_id, strftime('%Y-%m', new.created_at / 1000000, 'unixepoch'), new.reason, new.status,
		case when new.accepted_at is not null then 'accepted' when new.opened_at is not null then 'opened'
			when new.sent_count > 0 or new.reason <> 'self_requested' then 'invited' else 'registered' end, 1)
	on conflict (customer_id, month, reason, status, stage) do update set n = n + 1;
end;

create trigger request_tallies_delete after delete on access_requests begin
	update request_tallies set n = n - 1
	where customer_id = old.customer_id and month = strftime('%Y-%m', old.created_at / 1000000, 'unixepoch')
		and reason = old.reason and status = old.status
		and stage = case when old.accepted_at is not null then 'accepted' when old.opened_at is not null then 'opened'
			when old.sent_count > 0 or old.reason <> 'self_requested' then 'invited' else 'registered' end;
end;

create trigger request_tallies_update after update of customer_id, created_at, reason, status, sent_count, opened_at, accepted_at
on access_requests when old.status <> new.status
	or (old.accepted_at is null) <> (new.accepted_at is null) or (old.opened_at is null) <> (new.opened_at is null)
	or (old.sent_count > 0) <> (new.sent_count > 0) and new.reason = 'self_requested'
	or old.reason <> new.reason or old.created_at <> new.created_at or old.customer_id <> new.customer_id
begin
	update request_tallies set n = n - 1
	where customer_id = old.customer_id and month = strftime('%Y-%m', old.created_at / 1000000, 'unixepoch')
		and reason = old.reason and status = old.status
		and stage = case when old.accepted_at is not null then 'accepted' when old.opened_at is not null then 'opened'
			when old.sent_count > 0 or old.reason <> 'self_requested' then 'invited' else 'registered' end;
	insert into request_tallies (customer_id, month, reason, status, stage, n)
	values (new.customer_id, strftime('%Y-%m', new.created_at / 1000000, 'unixepoch'), new.reason, new.status,
		case when new.accepted_at is not null then 'accepted' when new.opened_at is not null then 'opened'
			when new.sent_count > 0 or new.reason <> 'self_requested' then 'invited' else 'registered' end, 1)
	on conflict (customer_id, month, reason, status, stage) do update set n = n + 1;
end;
