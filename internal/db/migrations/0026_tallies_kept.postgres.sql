-- See the table request_tallies. A form's registration is invited when it is
-- approved, everybody else when the request is made.

create function request_stage(accepted_at timestamp, opened_at timestamp, sent_count bigint, reason text) returns text
language sql immutable as $$
	select case when accepted_at is not null then 'accepted' when opened_at is not null then 'opened'
		when sent_count > 0 or reason <> 'self_requested' then 'invited' else 'registered' end
$$;

insert into request_tallies (customer_id, month, reason, status, stage, n)
select customer_id, to_char(created_at, 'YYYY-MM'), reason, status, request_stage(accepted_at, opened_at, sent_count, reason), count(*)
from access_requests group by 1, 2, 3, 4, 5;

create function tally_request() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then
		update request_tallies set n = n - 1
		where customer_id = old.customer_id and month = to_char(old.created_at, 'YYYY-MM') and reason = old.reason
			and status = old.status and stage = request_stage(old.accepted_at, old.opened_at, old.sent_count, old.reason);
	end if;
	if tg_op <> 'DELETE' then
		insert into request_tallies as t (customer_id, month, reason, status, stage, n)
		values (new.customer_id, to_char(new.created_at, 'YYYY-MM'), new.reason, new.status,
			request_stage(new.accepted_at, new.opened_at, new.sent_count, new.reason), 1)
		on conflict (customer_id, month, reason, status, stage) do update set n = t.n + 1;
	end if;
	return null;
end
$$;

-- They run at the commit, when the transaction holds the customer's row in heads:
-- so those that write at the same time wait for each other no longer than they do
-- for that row, and cannot hold two rows of request_tallies crosswise.
create constraint trigger request_tallies_made after insert or delete on access_requests
	deferrable initially deferred for each row execute function tally_request();
create constraint trigger request_tallies_changed
	after update of customer_id, created_at, reason, status, sent_count, opened_at, accepted_at on access_requests
	deferrable initially deferred for each row when (old.status <> new.status
		or (old.accepted_at is null) <> (new.accepted_at is null) or (old.opened_at is null) <> (new.opened_at is null)
		or (old.sent_count > 0) <> (new.sent_count > 0) and new.reason = 'self_requested'
		or old.reason <> new.reason or old.created_at <> new.created_at or old.customer_id <> new.customer_id)
	execute function tally_request();

-- The hot rows are written anew with every request, in the same page if there is room.
alter table request_tallies set (fillfactor = 50);
