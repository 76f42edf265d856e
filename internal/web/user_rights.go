package web

import (
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/identity"
)

// theirFactor is a second factor of somebody else.
type theirFactor struct {
	Kind       phrase
	Name       string
	CreatedAt  time.Time
	LastUsedAt *time.Time
}

var factorKinds = map[string]phrase{identity.FactorTOTP: say("Authenticator app"), identity.FactorPasskey: say("Passkey")}

// rightsTable says of one access which rights it gives, and why not the others.
type rightsTable struct {
	ID      string
	Name    phrase
	Role    phrase     // ratings role, where the access lives
	Rows    []rightRow // what is given, and what is cut
	Rest    []rightRow // what no role of the access carries
	Many    phrase     // how many those are
	Own     string     // roles without a meaning here
	IsFirst bool
}

// rightRow is one right of the catalogue.
type rightRow struct {
	Words phrase
	ID    string
	State state
	Why   phrase
}

func rightsTables(all []identity.AccessRights) []rightsTable {
	tables := make([]rightsTable, 0, len(all))
	for i := range all {
		a := &all[i]
		t := rightsTable{
			ID: strconv.FormatInt(a.ID, 10), Name: say("%s: %s", kindNames[a.Type], nameOfAccess(&a.Access)), Role: sayRole(a.Role),
			Own: strings.Join(a.Own, ", "), IsFirst: i == 0,
		}
		t.Rows, t.Rest = rightRows(a)
		t.Many = count(int64(len(t.Rest)), "%d right that no role of the access carries", "%d rights that no role of the access carries")
		if a.Name == nil && a.SSOID == nil {
			t.Name = kindNames[a.Type]
		}
		tables = append(tables, t)
	}
	return tables
}

// rightRows tell what is given and then what is cut, and apart what nobody gave.
func rightRows(a *identity.AccessRights) (rows, rest []rightRow) {
	var given, cut []rightRow
	for _, e := range a.Effects {
		row := rightRow{Words: rightWords[e.Right], ID: string(e.Right)}
		from := make([]phrase, len(e.From))
		for i, id := range e.From {
			from[i] = plain(id)
		}
		switch {
		case e.Works:
			row.State, row.Why = state{"active", say("Given")}, say("By %s", listed(from...))
			given = append(given, row)
		case e.From != nil:
			row.State, row.Why = state{"declined", say("Not given")}, say("%s carries it, but the role %s does not leave it.", listed(from...), sayRole(a.Role))
			cut = append(cut, row)
		default:
			row.State = state{"inactive", say("Not given")}
			rest = append(rest, row)
		}
	}
	return append(given, cut...), rest
}
