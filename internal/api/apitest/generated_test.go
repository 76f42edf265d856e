package apitest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gatehouse/internal/actor"
	"gatehouse/internal/api/scim"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

// rounds times calls are the generated calls of each engine.
const (
	rounds = 8
	calls  = 2000
)

// Calls that are made from the description, valid, from the edges and spoiled,
// get no 500 and no answer outside of the description; what customer A is
// answered holds nothing of customer B, which has the same names; and nothing of
// B changes. GATEHOUSE_TEST_SEED makes the calls of one seed again.
func TestGenerated(t *testing.T) {
	t.Parallel()
	seeds := []uint64{}
	for seed := range uint64(rounds) {
		seeds = append(seeds, seed)
	}
	if s := os.Getenv("GATEHOUSE_TEST_SEED"); s != "" {
		seed, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		seeds = []uint64{seed}
	}
	for _, engine := range dbtest.Engines() {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			for _, seed := range seeds {
				t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
					generate(t, New(t, dbtest.Open(t, engine)), seed)
				})
			}
		})
	}
}

// A seed makes the same calls every time, but for ids: otherwise what one run of CI
// finds, nobody finds again.
func TestSeedMakesTheSameCalls(t *testing.T) {
	ids := regexp.MustCompile(`(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	generate := func() (all []string) {
		c := &caller{own: make(shelf), foreign: make(shelf)}
		c.dice = &dice{Rand: rand.New(rand.NewPCG(1, 7)), d: described(), ids: c.id}
		for range calls {
			o := pick(c.dice, c.d.operations)
			made, err := c.make(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, ids.ReplaceAllString(fmt.Sprintln(o, made.sent, made.request.Header), "…"))
		}
		return all
	}
	if diff := cmp.Diff(generate(), generate()); diff != "" {
		t.Error(diff)
	}
}

// generation is one round.
type generation struct {
	*Server
	c       *caller
	people  []*Person // of A; the first is an admin
	scim    string    // the token of an IdP of A
	renewed int
	secrets *regexp.Regexp // what belongs to B
	answers map[int]int
	told    map[*operation]bool // of which a mistake was told
}

func generate(t *testing.T, s *Server, seed uint64) {
	g := &generation{Server: s, answers: make(map[int]int), told: make(map[*operation]bool), people: []*Person{s.A.Admin, s.A.GroupAdmin, s.A.Manager, s.A.User, s.A.Reader}}
	g.c = &caller{own: make(shelf), foreign: make(shelf)}
	g.c.dice = &dice{Rand: rand.New(rand.NewPCG(seed, 7)), d: described(), ids: g.c.id}
	g.stock(t, s.A, g.c.own)
	g.stock(t, s.B, g.c.foreign)
	g.scim = g.provision(t)
	s.Drain(t)
	before := s.SnapshotOf(t, s.B.ID)
	g.secrets = secretsOf(before)
	for i := range calls {
		if g.one(t); i%250 == 249 {
			s.Drain(t)
		}
	}
	t.Logf("%d calls by %d generations of people: %v", calls, g.renewed+1, g.answers)
	if t.Failed() {
		t.Fatalf("GATEHOUSE_TEST_SEED=%d makes these calls again", seed)
	}
	s.Drain(t)
	if diff := cmp.Diff(before, s.SnapshotOf(t, s.B.ID)); diff != "" {
		t.Errorf("calls of A changed B:\n%s", diff)
	}
	for _, status := range []int{200, 201, 204, 400, 401, 403, 404, 409} {
		if g.answers[status] == 0 {
			t.Errorf("no call was answered %d: %v", status, g.answers)
		}
	}
}

// stock makes one of everything in a customer, and notes what is there.
func (g *generation) stock(t *testing.T, c *Customer, on shelf) {
	t.Helper()
	company := c.Companies["Black Hills Technologies"]
	for _, thing := range [][2]string{
		{"/ratings/v1/folders", `{"name":"Suppliers"}`},
		{"/ratings/v1/tiers", `{"name":"Critical","description":"x","rank":1}`},
		{"/ratings/v1/client-access-links", `{"name":"Clients"}`},
		{"/ratings/v1/access-requests", `{"requestee_company_guid":"` + company + `","requestee_email":"maria@blackhills.example","requestee_formal_name":"Maria Castro"}`},
	} {
		if a := g.Do(t, c.Admin.Token, http.MethodPost, thing[0], thing[1]); a.Status != http.StatusCreated {
			t.Fatalf("%s: %d %s", thing[0], a.Status, a.Body)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Companies)) {
		on.add("/ratings/v1/companies/{guid}", url.Values{"guid": {c.Companies[name]}})
	}
	for range 2 { // what is found first leads to more
		for _, o := range g.c.d.operations {
			if o.method != http.MethodGet {
				continue
			}
			for _, path := range append(slices.Clone(on[o.path[:strings.LastIndex(o.path, "}")+1]]), url.Values{})[:1] {
				address := o.path
				for name := range path {
					address = strings.ReplaceAll(address, "{"+name+"}", path.Get(name))
				}
				if strings.Contains(address, "{") || slices.ContainsFunc(o.parameters, func(p parameter) bool { return p.required }) {
					continue
				}
				r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
				r.SetBasicAuth(c.Admin.Token, "")
				if a := g.Send(t, r); a.Status == http.StatusOK {
					g.c.learn(on, o, path, a.Body)
				}
			}
		}
	}
}

// provision makes an IdP of A, and a token for it.
func (g *generation) provision(t *testing.T) string {
	t.Helper()
	name, metadata := "Generated", Metadata(t, "https://generated.example")
	i, err := g.IDPs.Create(t.Context(), actor.System(g.A.ID), identity.IDPChange{Name: &name, Metadata: &metadata})
	if err != nil {
		t.Fatal(err)
	}
	a := g.Do(t, g.A.Admin.Token, http.MethodPost, "/ratings/v1/idps/"+i.GUID+"/scim-tokens", `{}`)
	if a.Status != http.StatusCreated {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	return JSON[struct{ Token string }](t, a).Token
}

// one makes a call and looks at its answer.
func (g *generation) one(t *testing.T) {
	t.Helper()
	o := pick(g.c.dice, g.c.d.operations)
	made, err := g.c.make(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	who := g.people[max(0, g.c.IntN(12)-7)]
	token := who.Token
	if strings.HasPrefix(o.path, scim.Prefix+"/") {
		token = g.scim
	}
	if g.c.one(40) {
		token = pick(g.c.dice, []string{"", "x", token + "x"})
	}
	if token != "" {
		made.request.SetBasicAuth(token, "")
	}
	var wrong []string
	a := g.survive(t, made.request, &wrong)
	g.answers[a.Status]++
	if a.Status >= 500 {
		wrong = append(wrong, "a failure of ours")
	}
	for _, secret := range g.secrets.FindAllString(a.Body+fmt.Sprint(a.Header), -1) {
		if !strings.Contains(strings.ToLower(made.sent), secret) {
			wrong = append(wrong, secret+" is B's")
		}
	}
	if wrong != nil && !g.told[o] { // one of an operation is enough to go on with
		g.told[o] = true
		t.Errorf("%s\n%s %.1500s as %s with %v:\n%d %.500s", strings.Join(wrong, "\n"),
			o.method, made.sent, who.Role, made.request.Header, a.Status, a.Body)
	}
	switch {
	case a.Status/100 == 2:
		g.c.learn(g.c.own, o, made.path, a.Body)
	case a.Status == http.StatusUnauthorized && token == who.Token && g.Do(t, token, http.MethodGet, "/ratings/v1", "").Status == http.StatusUnauthorized:
		g.renew(t) // somebody was deleted or stopped
	}
}

// survive makes a call; a handler that breaks off is what is wrong with it.
func (g *generation) survive(t *testing.T, r *http.Request, wrong *[]string) (a Answer) {
	t.Helper()
	defer func() {
		if failure := recover(); failure != nil {
			*wrong = append(*wrong, fmt.Sprint("the answer breaks off: ", failure))
		}
	}()
	a, problems := g.exchange(t, r)
	*wrong = append(*wrong, problems...)
	return a
}

// renew makes the people anew.
func (g *generation) renew(t *testing.T) {
	t.Helper()
	g.renewed++
	group := g.A.Group
	if n, err := db.Value[int](t.Context(), g.DB, `select count(*) from groups where customer_id = $1 and guid = $2`, g.A.ID, group); err != nil || n == 0 {
		group = ""
	}
	var free *int // the generated policy for tokens is not to bind the test's own
	if _, err := g.Customers.Set(t.Context(), actor.System(0), g.A.GUID, tenant.Change{TokenDays: &free}); err != nil {
		t.Fatal(err)
	}
	g.people = nil
	for _, role := range []actor.Role{actor.Admin, actor.GroupAdmin, actor.PortfolioManager, actor.User} {
		in := group
		if role == actor.Admin {
			in = ""
		}
		g.people = append(g.people, g.Person(t, g.A, fmt.Sprintf("New %s %d", role, g.renewed), role, in, actor.AllRights()))
	}
	g.people = append(g.people, g.Person(t, g.A, fmt.Sprintf("New Reader %d", g.renewed), actor.User, group, nil))
}
