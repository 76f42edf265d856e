-- What was answered last at a company, and of what somebody sent: who sees few
-- companies is told of it, however much others were answered since.
create index access_requests_company_answered on access_requests (customer_id, company_guid, answered_at desc) where answered_at is not null;
create index access_requests_requester_answered on access_requests (customer_id, requester_guid, answered_at desc) where answered_at is not null;
