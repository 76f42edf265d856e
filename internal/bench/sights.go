package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/tenant"
)

// sight says who sees what, and what to ask about it: of this and other programs.
type sight struct {
	Users     map[string]string   `json:"users"`  // to the group of each
	Groups    map[string][]string `json:"groups"` // to the companies that each sees
	Questions []question          `json:"questions"`
}

type question struct {
	User    string `json:"user"`
	Company string `json:"company"`
	Sees    bool   `json:"sees"` // the answer
}

const questionCount = 1000

// sight asks about each user in turn, every other time about a company that the
// user sees.
func (c *customer) sight() *sight {
	s := &sight{Users: make(map[string]string), Groups: make(map[string][]string)}
	for i, g := range c.groups {
		s.Groups[g] = c.companies[i*grantable : (i+1)*grantable]
	}
	for i, u := range c.users {
		s.Users[u] = c.groups[i/perGroup]
	}
	for n := range questionCount {
		user := n % len(c.users)
		group := user / perGroup
		sees := n%2 == 0
		if !sees {
			group += 1 + c.random.IntN(groupCount-1)
		}
		company := group%groupCount*grantable + c.random.IntN(grantable)
		s.Questions = append(s.Questions, question{User: c.users[user], Company: c.companies[company], Sees: sees})
	}
	return s
}

// sights finds out who sees what, one question after another, in this process.
func (b *bench) sights(ctx context.Context, f *figures) (err error) {
	b.note("%s: who sees what", f.name())
	s := f.last()
	d, err := db.Open(ctx, s.url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	all, seen := s.sight(), &tenant.Seen{DB: d, Heads: &audit.Heads{DB: d}}
	var took []time.Duration
	for range b.runs + 1 {
		ctx := audit.Once(ctx) // of one call, which reads the heads of its customer once
		n, began := 0, time.Now()
		for ; time.Since(began) < b.span/2; n++ {
			q := &all.Questions[n%questionCount]
			by := actor.Actor{CustomerID: s.id, UserGUID: q.User, GroupGUID: all.Users[q.User], Role: actor.PortfolioManager}
			if sees, err := seen.Sees(ctx, by, q.Company); err != nil || sees != q.Sees {
				return fmt.Errorf("%s sees %s: %v, want %v: %w", q.User, q.Company, sees, q.Sees, err)
			}
		}
		took = append(took, time.Since(began)/time.Duration(n))
	}
	f.sight = median(took[1:]) // the first warms up
	f.atMost("whether a user sees a company", f.sight.Seconds(), 1e-6, asMicros)
	return nil
}
