-- The funnel of who sees few companies reads what it counts from the index alone.
drop index access_requests_company;
create index access_requests_company on access_requests
	(customer_id, company_guid, created_at desc, guid desc, status, reason, opened_at, accepted_at, sent_count);
