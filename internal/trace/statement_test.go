package trace

import "testing"

func TestNameOf(t *testing.T) {
	for query, want := range map[string][2]string{
		"select a, b from users where email = $1":        {"select", "users"},
		"\n\t\tselect count(*)\n from access_requests r": {"select", "access_requests"},
		"select 1": {"select", ""},
		"select * from (select guid from tiers) t":                  {"select", "tiers"},
		"insert into jobs (id) values ($1)":                         {"insert", "jobs"},
		"INSERT INTO jobs (id) VALUES ('maria@blackhills.example')": {"insert", "jobs"},
		"update heads set seq = seq + 1":                            {"update", "heads"},
		"delete from sessions where true":                           {"delete", "sessions"},
		"with found as (select guid from mails) select 1":           {"with", "mails"},
		"create table x (y int)":                                    {"create", ""},
		"'maria' is no statement":                                   {"statement", ""},
		"":                                                          {"", ""},
	} {
		if verb, table := nameOf(query); verb != want[0] || table != want[1] {
			t.Errorf("%q: got %q %q, want %q", query, verb, table, want)
		}
	}
}
