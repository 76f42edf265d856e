package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// quotasView moves what is reserved between groups: the form, and below it the
// arithmetic of what it says, with the button that does it.
type quotasView struct {
	page
	Notice *done
	Wrong  *wrong
	Types  []option
	From   []option
	To     []option
	Count  field
	Sum    *sumView
	Hidden []hidden // of the form that does it; nil if it does not hold
	Button phrase
	Calls  []apiCall
}

func (quotasView) file() string { return "quotas.html" }

// sumView is the arithmetic, line by line.
type sumView struct {
	Name  string // of the type
	Lines []sumLine
}

// sumLine is one amount before and after, and whether it holds.
type sumLine struct {
	Name          phrase
	Before, After phrase
	Rule          phrase // that the line has to keep
	Problem       phrase // nil: it holds
}

// quotaAsk is what the address, or the form, asks for.
type quotaAsk struct{ kind, from, to, count string }

func readQuotaAsk(v url.Values) quotaAsk {
	return quotaAsk{v.Get("type"), strings.ToLower(v.Get("from")), strings.ToLower(v.Get("to")), strings.TrimSpace(v.Get("count"))}
}

// move is the ask as a move; no group stands for what the licence leaves.
func (a quotaAsk) move() (m tenant.QuotaMove, err error) {
	n, err := strconv.ParseInt(a.count, 10, 64)
	p := fault.Problems{}
	p.Require(err == nil && n >= 1 && n <= mostReserved, "count", "must be a number from %d to %d", 1, mostReserved)
	for name, guid := range map[string]string{"from": a.from, "to": a.to} {
		p.Require(guid == "" || portfolio.IsGUID(guid), name, "must be chosen")
	}
	p.Require(a.from != a.to, "to", "must be another one")
	return tenant.QuotaMove{Type: a.kind, From: a.from, To: a.to, N: n}, p.Err()
}

// quotas shows the form, and what comes of it.
func (c *Web) quotas(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.GroupsRW); err != nil {
		return err
	}
	return c.showQuotas(w, r, by, readQuotaAsk(r.URL.Query()), http.StatusOK, nil)
}

func (c *Web) showQuotas(w http.ResponseWriter, r *http.Request, by actor.Actor, a quotaAsk, status int, f *fault.Error) error {
	ctx := r.Context()
	groups, err := c.Groups.Names(ctx, by)
	if err != nil {
		return err
	}
	licences, err := c.Groups.Licences(ctx, by)
	if err != nil {
		return err
	}
	v := newQuotas(by, a, groups, licences)
	v.Notice = groupDone(r.URL.Query(), quotasPath)
	if a.count != "" {
		m, err := a.move()
		var sum *tenant.Reckoning
		if err == nil {
			sum, err = c.Groups.ForeseeQuota(ctx, by, m)
		}
		switch problem := formFault(err); {
		case err == nil:
			v.reckoned(a, sum)
			v.Calls = c.quotaCalls(m)
		case problem == nil:
			return err
		case f == nil:
			status, f = http.StatusUnprocessableEntity, problem
		}
	}
	if f != nil {
		v.Wrong = complain(f, &v.Count)
		v.page = v.failed(v.Wrong)
	}
	return render(w, r, status, v)
}

func newQuotas(by actor.Actor, a quotaAsk, groups []tenant.GroupName, licences []tenant.LicenceUse) quotasView {
	v := quotasView{page: console(by, say("Move an allocation"), "groups"), Count: field{
		ID: "count", Name: "count", Label: say("How many"), Type: "text", InputMode: "numeric", Autocomplete: "off", MaxLength: 10, Required: true, Value: a.count,
	}}
	for _, l := range licences {
		v.Types = append(v.Types, option{l.Type, plain(l.Name), l.Type == a.kind})
	}
	left := say("What is left of the licence")
	v.From, v.To = []option{{"", left, a.from == ""}}, []option{{"", left, a.to == ""}}
	for _, g := range groups {
		v.From = append(v.From, option{g.GUID, plain(g.Name), a.from == g.GUID})
		v.To = append(v.To, option{g.GUID, plain(g.Name), a.to == g.GUID})
	}
	return v
}

// reckoned adds the arithmetic, and the button if it holds.
func (v *quotasView) reckoned(a quotaAsk, sum *tenant.Reckoning) {
	v.Sum = newSum(sum)
	if sum.Err() == nil {
		v.Hidden = []hidden{{"type", a.kind}, {"from", a.from}, {"to", a.to}, {"count", a.count}}
		n, _ := strconv.ParseInt(a.count, 10, 64) // it was read before
		v.Button = count(n, "Move %d subscription", "Move %d subscriptions")
	}
}

func newSum(r *tenant.Reckoning) *sumView {
	s := &sumView{Name: r.Licence.Name}
	for _, l := range r.Lines {
		line := sumLine{Name: plain(l.Name), Before: reserved(l.Before), After: reserved(l.After), Rule: say("It uses %d, and must reserve as many.", l.Used)}
		if l.Err != nil {
			line.Problem = failure(fault.Of(l.Err), "")
		}
		s.Lines = append(s.Lines, line)
	}
	before, after := &r.Licence, &r.After
	all := func(l *tenant.Licence) phrase { return say("%d", l.Allocated) }
	s.Lines = append(s.Lines,
		sumLine{Name: say("All groups together"), Before: all(before), After: all(after), Rule: say("The sum of what is reserved.")},
		sumLine{Name: say("Use of groups without an allocation"), Before: say("%d", before.SharedUsed), After: say("%d", after.SharedUsed), Rule: say("It comes out of the rest.")})
	line := sumLine{Name: say("Left of the licence"), Before: orUnlimited(before.Remaining()), After: orUnlimited(after.Remaining()), Rule: say("The licence has no limit.")}
	if before.Licence != nil {
		line.Rule = say("%d licensed, and none may lack.", *before.Licence)
	}
	if r.LicenceErr != nil {
		line.Problem = failure(fault.Of(r.LicenceErr), "")
	}
	s.Lines = append(s.Lines, line)
	return s
}

func reserved(n *int64) phrase {
	if n == nil {
		return say("Nothing")
	}
	return say("%d", *n)
}

func (c *Web) quotaCalls(m tenant.QuotaMove) []apiCall {
	body := map[string]any{"subscription_type": m.Type, "count": m.N, "dry_run": true}
	if m.From != "" {
		body["from"] = m.From
	}
	if m.To != "" {
		body["to"] = m.To
	}
	return []apiCall{c.call(say("Ask what it would be; without dry_run it is done"), "POST", groupsByAPI+"/quotas/move", body)}
}

// moveQuota does what was reckoned.
func (c *Web) moveQuota(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.GroupsRW); err != nil {
		return err
	}
	a := readQuotaAsk(r.PostForm)
	m, err := a.move()
	var sum *tenant.Reckoning
	if err == nil {
		sum, err = c.Groups.MoveQuota(r.Context(), by, m)
	}
	if f := formFault(err, fault.Conflict, fault.Exhausted); err != nil && f != nil {
		return c.showQuotas(w, r, by, a, groupStatus(f), f)
	}
	if err != nil {
		return err
	}
	back := quotasPath
	if m.To != "" {
		back = groupsPath + "/" + m.To + "/quotas"
	}
	undo := &groupUndo{Quota: &tenant.QuotaMove{Type: m.Type, From: m.To, To: m.From, N: m.N}}
	for _, l := range sum.Lines {
		if l.Before == nil { // it would not be without an allocation again
			undo = nil
		}
	}
	return c.tellGroup(w, r, by, back, "quota", m.N, undo)
}
