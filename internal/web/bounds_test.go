package web

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"gatehouse/internal/actor"
)

// numbers is a list of n different values.
func numbers(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = strconv.Itoa(i)
	}
	return strings.Join(all, ",")
}

// A list is read as far as it may go, and one value further: its length costs no
// more than reading it.
func TestSplitStops(t *testing.T) {
	for _, tt := range []struct {
		list string
		want string
	}{
		{"", ""},
		{" , ,", ""},
		{"b, a ,b,,c", "b a c"},
		{"a,a,a,a,a,b", "a b"},
		{"a,b,c", "a b c"},
		{"a,b,c,d", "a b c d"},
		{"a,b,c,d,e,f", "a b c d"},
	} {
		if got := strings.Join(split(tt.list, 3), " "); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.list, got, tt.want)
		}
	}
	if got := len(split(numbers(100_000), mostValues)); got != mostValues+1 {
		t.Errorf("%d of many", got)
	}
}

// A list that is too long is refused under its name, however long it is.
func TestLongListsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for _, n := range []int{mostValues + 1, 100_000} {
			list := numbers(n)
			v.post(t, "/invite/many", url.Values{"company": {list}}).want(t, 400, "company: must be")
			v.get(t, "/invite/many?folder_guid="+list).want(t, 400, "folder_guid: must be")
			v.get(t, "/outbox?status="+list).want(t, 400, "status: lists more than 500 values")
			v.get(t, "/outbox?columns="+list).want(t, 200)
		}
		v.post(t, "/outbox/bulk", url.Values{"action": {"resolve"}, "guid": {numbers(mostValues + 1)}}).want(t, 400, "Choose at most 500 requests at once.")
	})
}

// What is searched for may be as long as in the API, in letters, wherever one
// searches. A search or a list that is longer is refused, and the database never
// sees it.
func TestLongSearchesAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		v := s.member(t, s.A, s.A.Admin, actor.AllRights()...)
		for _, path := range []string{
			"/forms", "/registrations", "/invite", "/invite/many", "/outbox", "/portfolio", "/portfolio/contacts", "/companies.json",
		} {
			a := v.get(t, path+"?q="+url.QueryEscape(strings.Repeat("ä", longQuery))).want(t, 200)
			for _, n := range elements(t, []byte(a.body), "input") {
				if attribute(n, "name") == "q" && attribute(n, "type") == "search" && attribute(n, "maxlength") != strconv.Itoa(longQuery) {
					t.Errorf("%s lets one type more", path)
				}
			}
			v.get(t, path+"?q="+url.QueryEscape(strings.Repeat("ä", longQuery+1))).want(t, 400, "must have no more than 200 characters")
			v.get(t, path+"?q="+strings.Repeat("x", 60_000)).want(t, 400, "must have no more than 200 characters")
		}
		named := s.member(t, s.A, s.A.User, string(actor.RequestsRW)) // may not list companies
		named.get(t, "/invite?q="+strings.Repeat("x", 60_000)).want(t, 400, "must have no more than 200 characters")

		for _, name := range []string{folderParam, tierParam, subscriptionParam} {
			for _, n := range []int{mostValues + 1, 40_000} {
				v.get(t, "/portfolio?"+name+"="+numbers(n)).want(t, 400, name+": lists more than 500 values")
				v.get(t, "/portfolio.csv?"+name+"="+numbers(n)).want(t, 400, name+": lists more than 500 values")
			}
		}
		v.get(t, "/portfolio?"+subscriptionParam+"="+numbers(mostValues)).want(t, 200)
	})
}
