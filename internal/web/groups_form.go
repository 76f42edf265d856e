package web

import (
	"net/http"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// groupForm makes a group.
type groupForm struct {
	Name, SeesAll field
	Quotas        []field // what it reserves, by subscription type
	IsOpen        bool    // something is reserved, or wrong there
}

const quotaPrefix = "quota." // of the name of a field

func newGroupForm(licences []tenant.LicenceUse) groupForm {
	f := groupForm{
		Name:    field{ID: "group-name", Name: "name", Label: say("Name"), Type: "text", Autocomplete: "off", MaxLength: 255, Required: true},
		SeesAll: field{ID: "group-all", Name: "all_companies", Label: say("It sees all companies"), Hint: say("Otherwise you choose its companies next.")},
	}
	for _, l := range licences {
		f.Quotas = append(f.Quotas, quotaField(l.Type, l.Name))
	}
	return f
}

func quotaField(kind, name string) field {
	return field{
		ID: "quota-" + kind, Name: quotaPrefix + kind, Label: plain(name), Type: "text", InputMode: "numeric", Autocomplete: "off", MaxLength: 10,
	}
}

func (f *groupForm) fields() []*field {
	all := []*field{&f.Name, &f.SeesAll}
	for i := range f.Quotas {
		all = append(all, &f.Quotas[i])
	}
	return all
}

// read takes what was sent.
func (f *groupForm) read(r *http.Request) {
	for _, in := range f.fields() {
		in.Value = r.PostFormValue(in.Name)
	}
	for _, q := range f.Quotas {
		f.IsOpen = f.IsOpen || q.Value != ""
	}
}

func (f *groupForm) draft() (tenant.GroupDraft, error) {
	d := tenant.GroupDraft{Name: f.Name.Value, AllCompanies: f.SeesAll.Value != "", Quotas: make(map[string]tenant.QuotaDraft)}
	p := fault.Problems{}
	p.Require(strings.TrimSpace(d.Name) != "", "name", "must not be empty")
	for _, q := range f.Quotas {
		if q.Value == "" {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(q.Value), 10, 64)
		p.Require(err == nil && n >= 0 && n <= mostReserved, q.Name, "must be a number from %d to %d", 0, mostReserved)
		d.Quotas[strings.TrimPrefix(q.Name, quotaPrefix)] = tenant.QuotaDraft{Allocated: &n}
	}
	return d, p.Err()
}

const mostReserved = 1_000_000_000

// makeGroup makes a group, and leads to choosing its companies.
func (c *Web) makeGroup(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.GroupsRW); err != nil {
		return err
	}
	licences, err := c.Groups.Licences(r.Context(), by)
	if err != nil {
		return err
	}
	form := newGroupForm(licences)
	form.read(r)
	d, err := form.draft()
	var g tenant.Group
	if err == nil {
		g, err = c.Groups.Create(r.Context(), by, d)
	}
	if err == nil {
		return see(w, r, groupsPath+"/"+g.GUID+"?done=made")
	}
	if f := formFault(err, fault.Conflict, fault.Exhausted); f != nil {
		return c.showGroups(w, r, by, groupStatus(f), f)
	}
	return err
}

// groupStatus is the status of a page that came back with what is wrong.
func groupStatus(f *fault.Error) int {
	if f.Kind == fault.Exhausted {
		return http.StatusConflict
	}
	return refusalStatus(f)
}
