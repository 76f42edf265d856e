-- Whether a company has a request: asked of every company by a portfolio's
-- numbers and filters, which would look for one of each.
alter table companies add column is_invited boolean not null default false;

update companies set is_invited = true
where exists (select 1 from access_requests a where a.customer_id = companies.customer_id and a.company_guid = companies.guid);

create index companies_invited on companies (customer_id, guid) where is_invited;
