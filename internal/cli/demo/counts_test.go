package demo

import (
	"strings"
	"testing"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/db"
)

// tallies are how many rows there must be, from and to.
var tallies = map[string][2]int{
	`access_requests where awaiting = 'approval'`:             {3, 30},
	`access_requests where awaiting = 'answer'`:               {10, 60},
	`access_requests where customer_id = 1234`:                {1900, 2000},
	`access_requests where sent_count > 1`:                    {200, 800},
	`access_requests where sent_count = 5`:                    {1, 50},
	`access_requests where revoked_why is not null`:           {10, 60},
	`access_requests where mail_status = 'refused'`:           {5, 60},
	`access_requests where name_hidden and email_hidden`:      {20, 200},
	`access_requests where notes is not null`:                 {200, 500},
	`access_requests where ccs is not null`:                   {100, 500},
	`access_requests where third_parties <> '[]'`:             {30, 200},
	`access_requests where hubspot_status = 'EXISTING'`:       {300, 1500},
	`access_requests where findings_count > 0`:                {100, 800},
	`access_requests where message <> ''`:                     {1500, 2000},
	`received where is_read`:                                  {300, 1200},
	`received where not is_read`:                              {100, 900},
	`customers where kind = 'Partner Demo'`:                   {1, 1},
	`users where customer_id = 1234`:                          {8, 8},
	`groups where customer_id = 1234`:                         {4, 4},
	`companies where source = 'import'`:                       {500, 500},
	`companies where rating is not null and not is_generated`: {0, 0},
	`companies where rating is not null`:                      {480, 499},
	`companies where rating < 500`:                            {5, 60},
	`companies where rating > 800`:                            {20, 150},
	`companies where rating < 250 or rating > 900`:            {0, 0},
	`companies where tier_guid is null and source = 'import'`: {0, 0},
	`folders`:  {8, 8},
	`tiers`:    {3, 3},
	`contacts`: {200, 400},
	`findings`: {1000, 6000},
	`findings where evidence not like 'Generated for the demo%'`: {0, 0},
	`request_messages`:                                              {15, 80},
	`request_messages where side = 'requestee'`:                     {10, 60},
	`request_findings where remediation <> 'open'`:                  {5, 200},
	`client_access_links`:                                           {3, 3},
	`client_access_links where not is_active`:                       {1, 1},
	`registrations where request_guid is null`:                      {0, 0},
	`roles where id like 'CLIENTNMS_%'`:                             {2, 2},
	`accesses where customer_id = 1234 and last_login_at is null`:   {1, 6},
	`(select distinct type from accesses where customer_id = 1234)`: {4, 4},
	`(select distinct role from memberships)`:                       {4, 4},
}

func counts(t *testing.T, d *db.DB, made Made) {
	for _, s := range collab.Statuses {
		if n := count(t, d, `select count(*) from access_requests where status = $1`, string(s.Status)); n < 20 {
			t.Errorf("%d requests are %s", n, s.Status)
		}
	}
	for _, r := range collab.Reasons {
		if n := count(t, d, `select count(*) from access_requests where reason = $1`, string(r)); n < 100 {
			t.Errorf("%d requests are %s", n, r)
		}
	}
	for what, want := range tallies {
		if n := count(t, d, `select count(*) from `+strings.Replace(what, ")", ") x", 1)); n < want[0] || n > want[1] {
			t.Errorf("%d of %s, want %v", n, what, want)
		}
	}
	if n := count(t, d, `select count(*) from access_requests`); n != made.Requests {
		t.Errorf("made %d requests, says %d", n, made.Requests)
	}
}

// impossible is what the verbs would never have let happen.
var impossible = map[string]string{
	"a quota that does not count its subscriptions": `quotas q where q.used <> (
			select count(*) from subscriptions s where s.customer_id = q.customer_id and s.group_guid = q.group_guid and s.subscription_type = q.subscription_type)`,
	"a licence that does not add up": `licences l where l.allocated <> (
				select coalesce(sum(q.allocated), 0) from quotas q where q.customer_id = l.customer_id and q.subscription_type = l.subscription_type)
			or l.shared_used <> (
				select coalesce(sum(q.used), 0) from quotas q
				where q.customer_id = l.customer_id and q.subscription_type = l.subscription_type and q.allocated is null)
			or l.allocated + l.shared_used > l.licence`,
	"a request to a company that its sender does not see": `access_requests r
			join memberships m on m.customer_id = r.customer_id and m.user_guid = r.requester_guid
			join groups g on g.customer_id = m.customer_id and g.guid = m.group_guid
			where not g.all_companies and r.status not in ('Rejected') and r.awaiting is distinct from 'approval' and not exists (
				select 1 from group_companies c where c.customer_id = r.customer_id and c.group_guid = g.guid and c.company_guid = r.company_guid)`,
	"a request of somebody who was not there yet": `access_requests r join users u on u.guid = r.requester_guid
			where u.created_at > r.created_at and r.reason <> 'self_requested'`,
	"a request that somebody without the right sent": `access_requests r where not exists (
			select 1 from accesses a join access_roles o on o.customer_id = a.customer_id and o.access_id = a.id
			where a.customer_id = r.customer_id and a.user_guid = r.requester_guid and o.role = 'GATEHOUSE_REQUESTS_RW')`,
	"an address that is not the company's": `access_requests r where not exists (
			select 1 from company_domains c where c.customer_id = r.customer_id and c.company_guid = r.company_guid
				and r.email_lower like '%@' || c.domain)`,
	"findings that are not counted": `access_requests r where r.findings_count <> (
			select count(*) from request_findings f where f.customer_id = r.customer_id and f.request_guid = r.guid)`,
	"a shared finding that says nothing": `request_findings where risk_vector = '' or title = '' or evidence = ''`,
	"a finding of another company": `request_findings x join access_requests r on r.customer_id = x.customer_id and r.guid = x.request_guid
			join findings f on f.customer_id = x.customer_id and f.id = x.finding_id where f.company_guid <> r.company_guid`,
	"an accepted request in no inbox": `access_requests r where r.accepted_at is not null and not exists (
			select 1 from received i where i.request_guid = r.guid and i.user_guid = r.recipient_guid and i.customer_id = r.recipient_customer_id)`,
	"a request in an inbox that was not accepted": `received i join access_requests r on r.guid = i.request_guid where r.accepted_at is null`,
	"a form without its registration": `access_requests r where (r.form_guid is null) = exists (
			select 1 from registrations g where g.customer_id = r.customer_id and g.request_guid = r.guid and g.form_guid = r.form_guid)`,
	"a registration through a form that was closed": `registrations g
			join client_access_links f on f.customer_id = g.customer_id and f.guid = g.form_guid
			where g.created_at < f.created_at or not f.is_active and g.created_at > f.updated_at`,
	"a form that has counted others than came": `client_access_links f where f.registered <> (
			select count(*) from registrations g where g.customer_id = f.customer_id and g.form_guid = f.guid)
		or f.registered <> (select coalesce(sum(n.confirmed), 0) from form_counts n
			where n.customer_id = f.customer_id and n.form_guid = f.guid and n.day = '')`,
	"a recipient with rights": `access_roles o join customers c on c.id = o.customer_id where c.kind = 'Vendor Access'`,
	"a name that came from somebody who is no contact": `access_requests r where r.name_hidden and not exists (
			select 1 from contacts c where c.customer_id = r.customer_id and c.company_guid = r.company_guid
				and c.email_lower = r.email_lower and c.is_preferred)`,
	"a mail that waits": `mails where state <> 'dropped' and state <> 'sent'`,
	"a job":             `jobs`,
	"a live link":       `links where used_at is null and ended = ''`,
}

func contradictions(t *testing.T, d *db.DB, _ Made) {
	for what, q := range impossible {
		if n := count(t, d, `select count(*) from `+q); n > 0 {
			t.Errorf("%d times %s", n, what)
		}
	}
}

// seenThen: a shared finding says when it had been seen last by the day on which
// it was shared.
func seenThen(t *testing.T, d *db.DB, _ Made) {
	type share struct {
		at          time.Time
		first, last string
	}
	all, err := db.All(t.Context(), d, func(s *share) []any { return []any{&s.at, &s.first, &s.last} }, `
		select r.created_at, x.first_seen, x.last_seen from request_findings x
		join access_requests r on r.customer_id = x.customer_id and r.guid = x.request_guid`)
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	for _, s := range all {
		if day := s.at.UTC().Format(time.DateOnly); s.first > s.last || s.last > day {
			t.Errorf("shared on %s, seen from %s to %s", day, s.first, s.last)
		}
	}
}
