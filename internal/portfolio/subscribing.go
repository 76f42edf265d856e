package portfolio

import (
	"context"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Named is how a company is called by somebody who may not know its guid: the
// first of guid, url and name that is there counts, and a name tells companies
// of one domain apart.
type Named struct{ GUID, URL, Name string }

// Order asks for companies to have a subscription of a type, and to be in a
// folder.
type Order struct {
	Type      string
	Companies []Named
	Folder    string // guid or name; a new name makes a folder
}

// Result is what became of a company of an [Order], in the words of the
// ratings family.
type Result string

// The results.
const (
	Success         Result = "sucess" // spelt like this
	NoMatch         Result = "no_matching_company"
	HasSubscription Result = "subscription_exists"
	IsInFolder      Result = "company_exists_in_folder" // and has the subscription
	InvalidURL      Result = "invalid_url"
	SeveralMatch    Result = "multiple_companies"
	NotAdded        Result = "error_adding_company"
)

// Ordered says what became of an [Order].
type Ordered struct {
	Type                                   string
	Added, NotAdded, Switched, NotSwitched int
	Companies                              []OrderedCompany
}

// OrderedCompany says it of one company.
type OrderedCompany struct {
	GUID, Name, Folder string
	Result             Result
	Reason             string // a sentence
}

// Fill does orders, each company by itself: what stands in the way of one is
// told, and the others go on.
func (cs *Companies) Fill(ctx context.Context, by actor.Actor, orders []Order) (done []Ordered, err error) {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return nil, err
	}
	if err := checkOrders(orders); err != nil {
		return nil, err
	}
	return done, cs.DB.Tx(ctx, func(tx *db.Tx) error {
		done = make([]Ordered, len(orders))
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		s := spending{tx: tx, by: by, now: cs.Now()}
		if err := s.known(ctx, orders); err != nil {
			return err
		}
		for i, o := range orders {
			folder, err := s.folder(ctx, o.Folder)
			if err != nil {
				return err
			}
			done[i] = Ordered{Type: o.Type, Companies: []OrderedCompany{}}
			for _, n := range o.Companies {
				if err := s.fill(ctx, n, o, folder, &done[i]); err != nil {
					return err
				}
			}
		}
		return tenant.Outcome(ctx, done)
	})
}

func checkOrders(orders []Order) error {
	p := fault.Problems{}
	n := 0
	for i := range orders {
		o := &orders[i]
		n += len(o.Companies)
		checkText(p, "folder", &o.Folder, maxText)
		for j := range o.Companies {
			c := &o.Companies[j]
			c.GUID = strings.ToLower(strings.TrimSpace(c.GUID))
			p.Require(c.GUID == "" || IsGUID(c.GUID), "guid", "%q is not a UUID", clip(c.GUID))
			checkText(p, "name", &c.Name, maxText)
			checkText(p, "url", &c.URL, 2000)
		}
	}
	p.Require(n <= maxRelations, "companies", "are more than %d", maxRelations)
	return p.Err()
}

// known refuses types that the customer does not have.
func (s spending) known(ctx context.Context, orders []Order) error {
	licences, err := tenant.Licences(ctx, s.tx, s.by.CustomerID)
	if err != nil {
		return err
	}
	for _, o := range orders {
		if !slices.ContainsFunc(licences, func(l tenant.Licence) bool { return l.Type == o.Type }) {
			return fault.Field("subscription_type", "%q is not a subscription type", clip(storable(o.Type)))
		}
	}
	return nil
}

// fill does an order for one company.
func (s spending) fill(ctx context.Context, n Named, o Order, folder *into, done *Ordered) error {
	told := OrderedCompany{GUID: n.GUID, Name: n.Name, Folder: o.Folder}
	company, result, err := s.find(ctx, n)
	if err != nil {
		return err
	}
	if result != Success {
		told.Result, told.Reason = result, reasons[result]
		done.NotAdded++
		done.Companies = append(done.Companies, told)
		return nil
	}
	told.GUID, told.Name = company.GUID, company.Name
	became, err := s.spend(ctx, company.GUID, o.Type)
	switch {
	case fault.Is(err, fault.Exhausted):
		told.Result, told.Reason = NotAdded, fault.Of(err).Detail
	case err != nil:
		return err
	default:
		moved, err := s.put(ctx, company.GUID, folder)
		if err != nil {
			return err
		}
		told.tell(became, o, moved)
	}
	done.count(became, told.Result)
	done.Companies = append(done.Companies, told)
	return nil
}

var reasons = map[Result]string{
	NoMatch:      "There is no such company in your portfolio.",
	SeveralMatch: "Several companies match: give a guid.",
	InvalidURL:   "There is no domain in the url.",
}

func (c *OrderedCompany) tell(became spent, o Order, moved bool) {
	switch {
	case became == spentNew:
		c.Result, c.Reason = Success, "The subscription was added."
	case became == spentSwitched:
		c.Result, c.Reason = Success, "The subscription was switched to "+o.Type+"."
	case o.Folder == "":
		c.Result, c.Reason = HasSubscription, "The company has a subscription of this type already."
	case moved:
		c.Result, c.Reason = HasSubscription, "The company has a subscription of this type already, and was put into the folder."
	default:
		c.Result, c.Reason = IsInFolder, "The company has a subscription of this type already, and is in the folder."
	}
}

func (o *Ordered) count(became spent, result Result) {
	switch {
	case became == spentSwitched && result == Success:
		o.Switched++
	case became == spentSwitched:
		o.NotSwitched++
	case result == Success:
		o.Added++
	default:
		o.NotAdded++
	}
}

// find returns the company that is called so and that by sees, or why there is
// not exactly one.
func (s spending) find(ctx context.Context, n Named) (Company, Result, error) {
	var w db.Where
	w.And(`c.customer_id = ?`, s.by.CustomerID)
	tenant.Visible(&w, s.by, `c.guid`)
	switch {
	case n.GUID != "":
		w.And(`c.guid = ?`, n.GUID)
	case n.URL != "":
		return s.findURL(ctx, n, &w)
	case n.Name != "":
		w.And(`c.name_lower = ?`, strings.ToLower(n.Name))
	default:
		return Company{}, NoMatch, nil
	}
	found, err := db.All(ctx, s.tx, (*Company).fields, `select `+columns+` from companies c`+w.String()+` limit 2`, w.Args()...)
	return match1(found, err)
}

// findURL looks for the domain of an address, and for those above it.
func (s spending) findURL(ctx context.Context, n Named, w *db.Where) (Company, Result, error) {
	domain := Domain(n.URL)
	if domain == "" {
		return Company{}, InvalidURL, nil
	}
	if !OfCompany(domain) {
		return Company{}, NoMatch, nil
	}
	for _, d := range lineage(domain) {
		at := w.Clone()
		at.And(`exists (select 1 from company_domains m where m.customer_id = c.customer_id and m.company_guid = c.guid and m.domain = ?)`, d)
		found, err := db.All(ctx, s.tx, (*Company).fields, `select `+columns+` from companies c`+at.String(), at.Args()...)
		if err != nil || len(found) == 1 {
			return match1(found, err)
		}
		if len(found) > 1 {
			if n.Name != "" {
				found = slices.DeleteFunc(found, func(c Company) bool { return !strings.EqualFold(c.Name, n.Name) })
			}
			return match1(found, nil)
		}
	}
	return Company{}, NoMatch, nil
}

func match1(found []Company, err error) (Company, Result, error) {
	switch {
	case err != nil:
		return Company{}, "", err
	case len(found) == 0:
		return Company{}, NoMatch, nil
	case len(found) > 1:
		return Company{}, SeveralMatch, nil
	}
	return found[0], Success, nil
}
