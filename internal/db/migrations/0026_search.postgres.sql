-- What the search of everything begins with, from the first letters on: compared
-- byte by byte, whatever the order of letters that the database has.
create index companies_begins on companies (customer_id, name_lower collate "C", guid);
create index company_domains_begins on company_domains (customer_id, domain collate "C", company_guid);
create index contacts_email_begins on contacts (customer_id, email_lower collate "C");
create index contacts_name_begins on contacts (customer_id, formal_name_lower collate "C");
