-- What the search of everything begins with, from the first letters on. Companies
-- have such indexes already.
create index contacts_email_begins on contacts (customer_id, email_lower);
create index contacts_name_begins on contacts (customer_id, formal_name_lower);
