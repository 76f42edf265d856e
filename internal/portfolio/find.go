package portfolio

import (
	"context"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// Reference is how a row of a file names a company that must be there: by its
// guid; by name, domain or both; or in one word that may be any of them.
type Reference struct {
	GUID, Name, Domain string
	Any                string // if the others are empty; beside a domain it is the name
}

// Found is the company of a reference, or why there is none.
type Found struct {
	GUID string
	Name string
	Err  error // an Invalid fault about the field company
}

// Find returns what references are about, each as an import would find it and
// as far as by sees.
func Find(ctx context.Context, tx *db.Tx, by actor.Actor, refs []Reference) ([]Found, error) {
	means := make([][]row, len(refs))
	var all []row
	for i, ref := range refs {
		means[i] = ref.readings()
		all = append(all, means[i]...)
	}
	ix, err := matched(ctx, tx, by, all, func(tx *db.Tx, p, table, alias, condition string) string {
		return seek(tx, p, table, alias, condition)
	})
	if err != nil {
		return nil, err
	}
	found := make([]Found, len(refs))
	for i := range refs {
		t, err := ix.findAs(means[i])
		if err != nil {
			found[i].Err = err
			continue
		}
		found[i].GUID, found[i].Name = t.company.GUID, t.company.Name
	}
	return found, nil
}

// Named returns the company that one word means, which may be a guid, a domain or
// a name, to who need not be able to list companies: an Invalid fault about the
// field company where none fits, or several do.
func (cs *Companies) Named(ctx context.Context, by actor.Actor, word string) (c Company, err error) {
	err = cs.DB.Tx(ctx, func(tx *db.Tx) error {
		found, err := Find(ctx, tx, by, []Reference{{Any: storable(word)}})
		if err == nil {
			err = found[0].Err
		}
		if err != nil {
			return err
		}
		c, err = Seen(ctx, tx, by, found[0].GUID)
		return err
	})
	return c, err
}

func (ref Reference) readings() []row {
	switch {
	case ref.GUID != "":
		return readings(strings.ToLower(ref.GUID))
	case ref.Name == "" && ref.Domain == "":
		return readings(ref.Any)
	case ref.Name == "":
		ref.Name = ref.Any
	}
	r := row{draft: Draft{Name: ref.Name}}
	if ref.Domain != "" {
		if r.draft.PrimaryDomain = Domain(ref.Domain); r.draft.PrimaryDomain == "" {
			return nil // it is no domain, so it is nobody's
		}
	}
	return []row{r}
}

// readings are what one word for a company may mean: a guid, a domain, a name.
func readings(company string) []row {
	if guid := strings.ToLower(company); IsGUID(guid) {
		return []row{{draft: Draft{GUID: guid}}}
	}
	named := row{draft: Draft{Name: company}}
	if domain := Domain(company); domain != "" {
		return []row{{draft: Draft{PrimaryDomain: domain}}, named}
	}
	return []row{named}
}

// findAs returns the company that the first of some readings fits.
func (ix *index) findAs(readings []row) (*target, error) {
	for _, reading := range readings {
		t, _, err := ix.find(reading)
		switch {
		case t != nil:
			return t, nil
		case err != nil && len(fault.Of(err).Fields["name"]) == 0:
			return nil, fault.Field("company", "is the domain of several companies: give a name or a guid")
		case err != nil && reading.draft.Name != "":
			return nil, fault.Field("company", "is the name of several companies: give a guid")
		}
	}
	return nil, fault.Field("company", "is not in your portfolio")
}
