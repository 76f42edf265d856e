-- What a customer says about its companies: when a subscription ended, how they
-- stand to each other, where they are in their life; and who sees which folder.

create table ended_subscriptions (
	customer_id       bigint    not null,
	guid              text      not null,
	company_guid      text      not null,
	subscription_type text      not null,
	group_guid        text      not null, -- whose quota it used; the group may be gone
	started_at        timestamp not null,
	ended_at          timestamp not null,
	primary key (customer_id, guid),
	foreign key (customer_id, company_guid) references companies (customer_id, guid)
);
create index ended_subscriptions_company on ended_subscriptions (customer_id, company_guid);
create index ended_subscriptions_page on ended_subscriptions (customer_id, ended_at, guid);

create table relationships (
	customer_id  bigint    not null,
	guid         text      not null,
	company_guid text      not null,
	type         text      not null check (type in ('vendor', 'strategic_partner', 'competitor', 'fourth_party', 'subsidiary', 'other')),
	version      bigint    not null default 1,
	created_at   timestamp not null,
	created_by   text      null,
	updated_at   timestamp not null,
	updated_by   text      null,
	primary key (customer_id, guid),
	foreign key (customer_id, company_guid) references companies (customer_id, guid)
);
create unique index relationships_company on relationships (customer_id, company_guid);
create index relationships_type on relationships (customer_id, type);

-- The one without an end is where a company is now.
create table life_cycles (
	customer_id  bigint    not null,
	guid         text      not null,
	company_guid text      not null,
	type         text      not null check (type in ('onboarding', 'monitoring', 're_assessment')),
	version      bigint    not null default 1,
	created_at   timestamp not null,
	created_by   text      null,
	updated_at   timestamp not null,
	updated_by   text      null,
	completed_at timestamp null,
	primary key (customer_id, guid),
	foreign key (customer_id, company_guid) references companies (customer_id, guid)
);
create unique index life_cycles_open on life_cycles (customer_id, company_guid) where completed_at is null;
create index life_cycles_company on life_cycles (customer_id, company_guid, created_at);
create index life_cycles_page on life_cycles (customer_id, created_at, guid);

-- Whom a folder is shared with. A name is unique among the folders that all
-- users see, and among those that an owner shares with few or nobody: so no
-- refusal tells of a folder that one does not see.
alter table folders add column is_shared boolean not null default true;
alter table folders add column shared_with_all boolean not null default true;
alter table folders add column group_edits_contents boolean not null default false;
alter table folders add column group_edits_properties boolean not null default false;
alter table folders add column scope text not null default ''; -- '' if all users see it, else its owner's guid
drop index folders_name;
create unique index folders_name on folders (customer_id, name_lower, scope);

create table folder_shares (
	customer_id          bigint  not null,
	folder_guid          text    not null,
	user_guid            text    not null references users (guid),
	can_edit_contents    boolean not null default false,
	can_edit_properties  boolean not null default false,
	primary key (customer_id, folder_guid, user_guid),
	foreign key (customer_id, folder_guid) references folders (customer_id, guid) on delete cascade
);
create index folder_shares_user on folder_shares (customer_id, user_guid, folder_guid);

-- What was said about sharing was text, always written the same way.
insert into folder_shares (customer_id, folder_guid, user_guid, can_edit_contents, can_edit_properties)
select f.customer_id, f.guid, u.guid,
	replace(lower(f.shared), '"can_edit_folder_contents":true,"can_edit_folder_properties":true,"email":"' || u.email_lower || '"', '') <> lower(f.shared)
	or replace(lower(f.shared), '"can_edit_folder_contents":true,"can_edit_folder_properties":false,"email":"' || u.email_lower || '"', '') <> lower(f.shared),
	replace(lower(f.shared), '"can_edit_folder_properties":true,"email":"' || u.email_lower || '"', '') <> lower(f.shared)
from folders f join users u on u.customer_id = f.customer_id and u.deleted_at is null and u.email_lower <> ''
where f.shared like '%"is_shared":true%' and replace(lower(f.shared), '"email":"' || u.email_lower || '"', '') <> lower(f.shared);
update folders set is_shared = shared like '%"is_shared":true%',
	group_edits_contents = shared like '%"is_shared":true%' and shared like '%"group_can_edit_contents":true%',
	group_edits_properties = shared like '%"is_shared":true%' and shared like '%"group_can_edit_properties":true%'
where shared <> '{}';
-- With all, if it says so, or says nothing about whom. Where it names somebody who
-- has gone, or says that it is not with all, it is nobody's but its owner's.
update folders set shared_with_all = is_shared and (
	shared like '%"shared_with_all_users":true%'
	or shared like '%"shared_with_all_users":null%' and not group_edits_contents and not group_edits_properties
		and (shared like '%"shared_with":[]%' or shared like '%"shared_with":null%'))
where shared <> '{}';
update folders set is_shared = false
where not shared_with_all and not group_edits_contents and not group_edits_properties and not exists (
	select 1 from folder_shares s where s.customer_id = folders.customer_id and s.folder_guid = folders.guid);
update folders set scope = coalesce(owner_guid, guid) where not shared_with_all;
alter table folders drop column shared;
