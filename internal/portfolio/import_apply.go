package portfolio

import (
	"context"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// learnt is what an import remembers from stage to stage: 40 bytes a company.
type learnt struct {
	lines   map[[16]byte]int  // guid -> the first line about the company
	tiers   map[string]string // lower-cased name or guid -> guid
	folders map[string]string
}

func newShared() *learnt {
	return &learnt{lines: make(map[[16]byte]int), tiers: make(map[string]string), folders: make(map[string]string)}
}

// companyRun applies rows of companies within one transaction.
type companyRun struct {
	cs     *Companies
	by     actor.Actor
	table  *Table
	opts   ImportOptions
	shared *learnt // by transactions that are committed
	fresh  *learnt // by this one

	now     time.Time
	seesAll bool
	types   map[string]bool  // subscription types that the customer knows
	groups  map[string]group // by name and guid as rows give it
	shares  *shares
}

// begin runs before each stage; what it reads stays true for the transaction.
func (run *companyRun) begin(ctx context.Context, tx *db.Tx) error {
	if run.types != nil {
		return nil
	}
	if err := lock(ctx, tx, run.by.CustomerID); err != nil {
		return err
	}
	licences, err := tenant.Licences(ctx, tx, run.by.CustomerID)
	if err != nil {
		return err
	}
	run.types = make(map[string]bool)
	for _, l := range licences {
		run.types[l.Type] = true
	}
	run.now, run.seesAll, run.groups = run.cs.Now(), seesAll(run.by), make(map[string]group)
	return nil
}

func (run *companyRun) committed() {
	maps.Copy(run.shared.lines, run.fresh.lines)
	maps.Copy(run.shared.tiers, run.fresh.tiers)
	maps.Copy(run.shared.folders, run.fresh.folders)
}

// apply matches rows, decides on each in their order, and writes what they
// change together.
func (run *companyRun) apply(ctx context.Context, tx *db.Tx, rows []row) ([]RowReport, error) {
	ix, err := match(ctx, tx, run.by, rows)
	if err != nil {
		return nil, err
	}
	if err := run.readFacets(ctx, tx, ix, rows); err != nil {
		return nil, err
	}
	run.shares = &shares{customerID: run.by.CustomerID, left: make(map[share]int64), refused: make(map[share]error)}
	if err := run.reserve(ctx, tx, ix, rows); err != nil {
		return nil, err
	}
	told := make([]RowReport, 0, len(rows))
	for i := range rows {
		report, err := run.decide(ctx, tx, ix, &rows[i])
		if err != nil {
			return nil, err
		}
		told = append(told, report)
	}
	if err := run.shares.giveBack(ctx, tx); err != nil {
		return nil, err
	}
	w := writing{tx: tx, by: run.by, now: run.now}
	return told, w.write(ctx, ix.all, told)
}

// decide takes a row or refuses it.
func (run *companyRun) decide(ctx context.Context, tx *db.Tx, ix *index, r *row) (RowReport, error) {
	report := RowReport{Line: r.line, Action: Refused, Subject: r.subject()}
	done, err := run.take(ctx, tx, ix, r)
	if err != nil {
		if fault.Is(err, fault.Internal) {
			return report, err
		}
		report.refuse(err)
		return report, nil
	}
	report.GUID, report.Action, report.Changed, report.Note, report.Noted = done.guid, Unchanged, done.changed, done.note.String(), done.note
	switch {
	case done.isNew:
		report.Action, report.Changed = Added, nil
	case len(done.changed) > 0:
		report.Action = Updated
	}
	return report, nil
}

// taken is what became of a company by a row.
type taken struct {
	guid    string
	isNew   bool
	changed []string // fields
	note    fault.Text
}

// take finds the row's company and makes it as the row says.
func (run *companyRun) take(ctx context.Context, tx *db.Tx, ix *index, r *row) (done taken, err error) {
	if r.err != nil {
		return done, r.err
	}
	t, note, err := ix.find(*r)
	if err != nil {
		return done, err
	}
	if done.isNew = t == nil; done.isNew {
		if t, err = run.newCompany(r); err != nil {
			return done, err
		}
	}
	line, seen := run.lineOf(t.company.GUID)
	ch := compare(t, r.draft, run.opts.Generated)
	added, removed := ch.tellDomains(t)
	more, err := run.facets(ctx, tx, t, r, &ch, !seen)
	if err != nil {
		return done, err
	}
	if seen {
		if err := ch.clash(line); err != nil {
			return done, err
		}
	}
	if err := run.shares.take(ctx, tx, more.subscriptions); err != nil {
		return done, err
	}
	if err := run.makeContainers(ctx, tx, &ch, r, more); err != nil {
		return done, err
	}
	if !seen {
		run.fresh.lines[key(t.company.GUID)] = r.line
	}
	t.become(ch, added, removed, more)
	if done.isNew {
		ix.add(t)
	} else {
		ix.move(t)
	}
	done.guid, done.changed, done.note = t.company.GUID, ch.fields, note
	return done, nil
}

func (run *companyRun) newCompany(r *row) (*target, error) {
	if r.draft.GUID != "" && !run.seesAll {
		// It may exist, unseen: the answer must be the same.
		return nil, fault.Field("guid", "is not the guid of a company in your portfolio")
	}
	if r.draft.Name == "" {
		return nil, fault.Field("name", "must be set: the company is new")
	}
	guid := r.draft.GUID
	if guid == "" {
		guid = db.NewID()
	}
	t := newTarget(Company{GUID: guid, Source: FromImport, Version: 1, CreatedAt: run.now})
	t.isNew = true
	return t, nil
}

func (run *companyRun) lineOf(guid string) (int, bool) {
	k := key(guid)
	if line, ok := run.fresh.lines[k]; ok {
		return line, true
	}
	line, ok := run.shared.lines[k]
	return line, ok
}

// key is a guid in 16 bytes.
func key(guid string) (k [16]byte) {
	_, _ = hex.Decode(k[:], []byte(strings.ReplaceAll(guid, "-", ""))) // it has been checked
	return k
}

// become makes the target what a row has made of it.
func (t *target) become(ch change, added, removed []string, more *facetChange) {
	row := len(added) > 0 || len(removed) > 0 || slices.ContainsFunc(ch.fields, func(f string) bool { return !isFacet[f] })
	if row && !t.isNew && !t.isChanged {
		ch.company.Version++
		t.isChanged = true
	}
	t.renamed = t.renamed || !t.isNew && ch.company.Name != t.company.Name
	t.company, t.domains = ch.company, ch.domains
	t.todo.domains = append(t.todo.domains, added...)
	t.todo.notDomains = append(t.todo.notDomains, removed...)
	for _, guid := range more.folders {
		t.folders[guid] = true
		t.todo.folders = append(t.todo.folders, guid)
	}
	for _, s := range more.subscriptions {
		t.types[s.Type] = true
		t.todo.subscriptions = append(t.todo.subscriptions, s)
	}
	for _, g := range more.groups {
		if !t.groups[g.guid] {
			t.groups[g.guid] = true
			t.todo.groups = append(t.todo.groups, g)
		}
	}
	if more.contact == nil {
		return
	}
	if more.contact.IsPreferred {
		for _, other := range t.contacts {
			if other.IsPreferred && other.GUID != "" && other.GUID != more.contact.GUID {
				t.todo.demoted = append(t.todo.demoted, other.GUID)
			}
			other.IsPreferred = false
		}
	}
	email := strings.ToLower(more.contact.Email)
	t.contacts[email], t.todo.contacts[email] = more.contact, more.contact
}

// isFacet says which fields of a report are not in the row of companies.
var isFacet = map[string]bool{
	"folder": true, "subscription_type": true, "group": true, "contact_email": true, "contact_name": true,
}
