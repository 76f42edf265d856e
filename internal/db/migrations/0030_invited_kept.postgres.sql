-- See companies.is_invited. A registration can move to another company while it
-- is decided.

create function note_invited() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then
		update companies set is_invited = false
		where customer_id = old.customer_id and guid = old.company_guid and is_invited and not exists (
			select 1 from access_requests a where a.customer_id = old.customer_id and a.company_guid = old.company_guid);
	end if;
	if tg_op <> 'DELETE' then
		update companies set is_invited = true
		where customer_id = new.customer_id and guid = new.company_guid and not is_invited;
	end if;
	return null;
end
$$;

-- They run at the commit, as those of request_tallies do and for their reason.
create constraint trigger companies_invited_by after insert or delete on access_requests
	deferrable initially deferred for each row execute function note_invited();
create constraint trigger companies_invited_moved after update of customer_id, company_guid on access_requests
	deferrable initially deferred for each row when (old.company_guid <> new.company_guid or old.customer_id <> new.customer_id)
	execute function note_invited();
