package collab

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
)

// glimpse is a request as far as it says what waits and what has happened.
type glimpse struct {
	own bool // found as one that the actor sent, not by its company

	guid, company, requester      string
	created                       time.Time
	status                        Status
	awaiting                      *Awaiting
	reason                        Reason
	mail                          *string
	accessRuns                    bool
	mailed, windowEnds, accessEnd *time.Time
	answered, accepted            *time.Time
}

const glimpseColumns = `r.guid, r.company_guid, r.requester_guid, r.created_at, r.status, r.awaiting, r.reason, r.mail_status, r.access_runs,
	r.email_sent_at, r.window_ends_at, r.access_ends_at, r.answered_at, r.accepted_at`

func (g *glimpse) fields() []any {
	return []any{
		&g.own, &g.guid, &g.company, &g.requester, &g.created, &g.status, &g.awaiting, &g.reason, &g.mail, &g.accessRuns,
		&g.mailed, &g.windowEnds, &g.accessEnd, &g.answered, &g.accepted,
	}
}

// glance is how requests are looked at by who sees few companies: the first at
// each of these, and of those that they sent, each in the order of an index.
type glance struct {
	where       string // beside the customer and the company or sender; its arguments begin with $3
	company     path
	requester   path
	mostCompany int // that are looked at
	mostOwn     int
}

// path is an index of a company, or of a sender, and its order.
type path struct{ index, order string }

var (
	openOnes = glance{
		where:       ` and r.status in ('Pending', 'Active')`,
		company:     path{"access_requests_open", ` order by r.email_lower`},
		requester:   path{"access_requests_requester", ``}, // any: in order, PostgreSQL would read all of them
		mostCompany: mostWaiting + 1, mostOwn: mostCounted,
	}
	answeredOnes = glance{
		where:       ` and r.answered_at is not null and r.answered_at > $3 and r.answered_at <= $4`,
		company:     path{"access_requests_company_answered", ` order by r.answered_at desc`},
		requester:   path{"access_requests_requester_answered", ` order by r.answered_at desc`},
		mostCompany: mostWaiting + 1, mostOwn: mostWaiting + 1,
	}
	createdOnes = glance{
		company:     path{"access_requests_company", ` order by r.created_at desc, r.guid desc`},
		requester:   path{"access_requests_requester", ` order by r.created_at desc, r.guid desc`},
		mostCompany: mostRecent, mostOwn: mostRecent,
	}
)

// lines returns the glance for what is told in n lines: the first n of each
// company have the first n of all among them. Where they are few, it looks at
// more, since one line may tell of several.
func (g glance) lines(n, companies int) glance {
	share := max(n, 2*mostRecent/(companies+1))
	g.mostCompany, g.mostOwn = min(g.mostCompany, share), min(g.mostOwn, share)
	return g
}

// query looks at the requests to a company or, own, of a sender, which value is.
func (g *glance) query(engine db.Dialect, own bool, value string) string {
	column, p, most, mark := `r.company_guid`, g.company, g.mostCompany, `false`
	if own {
		column, p, most, mark = `r.requester_guid`, g.requester, g.mostOwn, `true`
	}
	return `select ` + mark + ` as own, ` + glimpseColumns + ` from access_requests r` + led(engine, p.index) + `
		where r.customer_id = $1 and ` + column + ` = ` + value + g.where + p.order + ` limit ` + strconv.Itoa(most)
}

// statement looks at all of it at once, on PostgreSQL: $2 is the sender, last is
// the list of companies. It looks once for each of these, in one plan; were they
// joined, it would as soon read what was answered everywhere.
func (g *glance) statement(last string) string {
	return `select x.* from jsonb_array_elements_text(cast(` + last + ` as jsonb)) as j(value)
		cross join lateral (` + g.query(db.Postgres, false, `j.value`) + `) x
		union all (` + g.query(db.Postgres, true, `$2`) + `)`
}

// glimpses looks at requests as g says, each once. It is full if there may be
// more: of a company, or of what by sent.
func (rs *Requests) glimpses(ctx context.Context, by actor.Actor, companies []string, g glance, args ...any) (all []glimpse, full bool, err error) {
	counts := make(map[string]int)
	own := 0
	look := func(s *glimpse) error {
		switch {
		case !s.own:
			counts[s.company]++
			full = full || counts[s.company] == g.mostCompany
		default:
			own++
			full = full || own == g.mostOwn
			if slices.Contains(companies, s.company) {
				return nil // it has come with its company
			}
		}
		all = append(all, *s)
		return nil
	}
	if rs.DB.Dialect() == db.Postgres {
		args = append([]any{by.CustomerID, by.UserGUID}, append(args, jsonText(companies))...)
		err = db.Each(ctx, rs.DB, (*glimpse).fields, look, g.statement("$"+strconv.Itoa(len(args))), args...)
		return all, full, err
	}
	for _, value := range append(slices.Clip(companies), by.UserGUID) { // in the process: a statement costs next to nothing
		err := db.Each(ctx, rs.DB, (*glimpse).fields, look, g.query(db.SQLite, value == by.UserGUID, `$2`), append([]any{by.CustomerID, value}, args...)...)
		if err != nil {
			return nil, false, err
		}
	}
	return all, full, nil
}

// sees returns the companies that by sees, who does not see all, if they are few
// enough to be asked about one by one.
func (rs *Requests) sees(ctx context.Context, by actor.Actor) (companies []string, few bool, err error) {
	var w db.Where
	w.And(`m.customer_id = ?`, by.CustomerID)
	w.And(`m.group_guid = ?`, by.GroupGUID)
	return rs.few(ctx, `select m.company_guid from group_companies m`, &w)
}

// inTime sorts by a time, for which newest says whether the last comes first.
func inTime(all []glimpse, at func(*glimpse) *time.Time, newest bool) {
	slices.SortStableFunc(all, func(a, b glimpse) int {
		c := at(&a).Compare(*at(&b))
		if c == 0 {
			c = strings.Compare(a.guid, b.guid)
		}
		if newest {
			return -c
		}
		return c
	})
}
