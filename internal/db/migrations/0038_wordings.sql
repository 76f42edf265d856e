-- What a customer's mails say in its own words, and what their list is found by.

create table mail_wordings (
	customer_id bigint    not null references customers (id),
	template    text      not null,
	language    text      not null,
	subject     text      not null default '', -- each is '' where the original stands
	opening     text      not null default '',
	closing     text      not null default '',
	version     bigint    not null default 1,
	updated_at  timestamp not null,
	updated_by  text      not null, -- guid of a user
	primary key (customer_id, template, language)
);

alter table access_requests add column language text not null default ''; -- of its mails; '' is the customer's
alter table mails add column recipient_lower text not null default '';
alter table mails add column is_test boolean not null default false;  -- a wording that somebody tries on themselves
alter table mails add column version bigint not null default 1;

update mails set recipient_lower = lower(recipient);

-- Nearly all mails are sent invitations, which mails_page finds soon enough.
create index mails_recipient on mails (customer_id, recipient_lower, created_at desc, guid desc);
create index mails_state on mails (customer_id, state, created_at desc, guid desc) where state <> 'sent';
create index mails_template on mails (customer_id, template, created_at desc, guid desc)
	where template <> 'invitation' and template <> 'invitation_intro';
create index mails_tests on mails (customer_id, created_at) where is_test;
