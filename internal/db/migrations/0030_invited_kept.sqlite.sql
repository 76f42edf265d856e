-- See companies.is_invited. A registration can move to another company while it
-- is decided.

create trigger companies_invited_insert after insert on access_requests begin
	update companies set is_invited = true
	where customer_id = new.customer_id and guid = new.company_guid and not is_invited;
end;

create trigger companies_invited_delete after delete on access_requests begin
	update companies set is_invited = false
	where customer_id = old.customer_id and guid = old.company_guid and is_invited and not exists (
		select 1 from access_requests a where a.customer_id = old.customer_id and a.company_guid = old.company_guid);
end;

create trigger companies_invited_update after update of customer_id, company_guid on access_requests
when old.company_guid <> new.company_guid or old.customer_id <> new.customer_id
begin
	update companies set is_invited = false
	where customer_id = old.customer_id and guid = old.company_guid and is_invited and not exists (
		select 1 from access_requests a where a.customer_id = old.customer_id and a.company_guid = old.company_guid);
	update companies set is_invited = true
	where customer_id = new.customer_id and guid = new.company_guid and not is_invited;
end;
