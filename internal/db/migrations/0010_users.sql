-- What a user prefers, and the companies that it is the one to ask about.

alter table users add column landing_page text not null default 'DEFAULT'
	check (landing_page in ('DEFAULT', 'SPM', 'TPRM'));
alter table users add column is_available_for_contact boolean not null default false;
alter table users add column email_preferences text not null default '{}';

create table user_companies (
	customer_id  bigint not null,
	user_guid    text   not null,
	company_guid text   not null,
	primary key (customer_id, user_guid, company_guid),
	foreign key (customer_id, user_guid) references users (customer_id, guid),
	foreign key (customer_id, company_guid) references companies (customer_id, guid) on delete cascade
);
create index user_companies_company on user_companies (customer_id, company_guid);
