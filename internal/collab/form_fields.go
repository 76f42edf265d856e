package collab

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// OwnField is what a form asks for beside what every form does.
type OwnField struct {
	Key        string    `json:"key"` // by which programs know the answers; it never changes
	Label      string    `json:"label"`
	Kind       FieldKind `json:"kind"` // nor does this
	IsRequired bool      `json:"required"`
	Options    []string  `json:"options"` // of a choice
	Help       string    `json:"help"`
}

// FieldKind says how a field is answered.
type FieldKind string

// The kinds of field.
const (
	TextField   FieldKind = "text"
	LongField   FieldKind = "long_text"
	ChoiceField FieldKind = "choice"
	CheckField  FieldKind = "checkbox"
)

// FieldKinds lists them.
var FieldKinds = []FieldKind{TextField, LongField, ChoiceField, CheckField}

// Bounds of a form's own fields.
const (
	MaxOwnFields = 20
	MaxLabel     = 120 // of a label and of an option
	MaxOptions   = 50
	maxKey       = 40
)

// OwnFields are a form's, in its order.
type OwnFields []OwnField

// Scan reads the column's JSON.
func (all *OwnFields) Scan(v any) error {
	*all = nil
	return db.ScanJSON(v, (*[]OwnField)(all))
}

func (all OwnFields) text() string { return jsonText(all) }

// jsonText is what a column holds of a list.
func jsonText[T any](list []T) string {
	if list == nil {
		list = []T{}
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings and numbers only
	}
	return string(text)
}

var keyForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

const badKey = "must be small letters, digits and _, beginning with a letter, at most %d"

// check says what is wrong with the fields as own_fields[0].label and so on, and
// gives a key to those that have none: made of the label.
func (all OwnFields) check(p fault.Problems) {
	p.Require(len(all) <= MaxOwnFields, "own_fields", "A form has at most %d fields of its own.", MaxOwnFields)
	if len(all) > MaxOwnFields {
		return
	}
	taken := make(map[string]bool)
	for i := range all {
		at := "own_fields[" + strconv.Itoa(i) + "]."
		all[i].check(p, at)
		if key := all[i].Key; key != "" {
			p.Require(keyForm.MatchString(key), at+"key", badKey, maxKey) // how long it may be, is for keep to say
			p.Require(!taken[key], at+"key", "is there twice")
			taken[key] = true
		}
	}
	for i := range all {
		if all[i].Key == "" {
			all[i].Key = freeKey(all[i].Label, taken)
			taken[all[i].Key] = true
		}
	}
}

func (f *OwnField) check(p fault.Problems, at string) {
	f.Label, f.Help = strings.TrimSpace(f.Label), strings.TrimSpace(f.Help)
	line := func(s, field string, most int) {
		p.Require(utf8.RuneCountInString(s) <= most, at+field, "Ensure this field has no more than %d characters.", most)
		p.Require(isText(s) && !strings.ContainsAny(s, "\r\n\t"), at+field, "must be one line")
	}
	p.Require(f.Label != "", at+"label", "This field is required.")
	line(f.Label, "label", MaxLabel)
	line(f.Help, "help", maxText)
	p.Require(slices.Contains(FieldKinds, f.Kind), at+"kind", "must be text, long_text, choice or checkbox")
	if f.Kind != ChoiceField {
		p.Require(len(f.Options) == 0, at+"options", "are of a choice alone")
		f.Options = []string{}
		return
	}
	p.Require(len(f.Options) >= 1 && len(f.Options) <= MaxOptions, at+"options", "A choice has from 1 to %d options.", MaxOptions)
	f.Options = slices.Clone(f.Options[:min(len(f.Options), MaxOptions+1)])
	seen := make(map[string]bool)
	for i, o := range f.Options {
		o = strings.TrimSpace(o)
		p.Require(o != "", at+"options", "must not be empty")
		p.Require(!seen[o], at+"options", "must differ from each other")
		line(o, "options", MaxLabel)
		f.Options[i], seen[o] = o, true
	}
}

// freeKey makes a key of a label: "Wie groß?" becomes wie_gro.
func freeKey(label string, taken map[string]bool) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(label)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case (unicode.IsSpace(r) || unicode.IsPunct(r)) && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	stem := strings.Trim(b.String(), "_")
	if stem == "" || stem[0] < 'a' {
		stem = "field_" + stem
	}
	stem = strings.Trim(stem[:min(len(stem), maxKey-4)], "_") // a number may follow
	key := stem
	for n := 2; taken[key]; n++ {
		key = stem + "_" + strconv.Itoa(n)
	}
	return key
}

// keep says which fields have been given another kind: what was answered to them
// before would no longer mean the same. A field also keeps a key that is longer
// than one may be, as some were that had been made of a label.
func (all OwnFields) keep(before OwnFields) error {
	p := fault.Problems{}
	for i, f := range all {
		field := "own_fields[" + strconv.Itoa(i) + "]."
		at := slices.IndexFunc(before, func(b OwnField) bool { return b.Key == f.Key })
		p.Require(at >= 0 || len(f.Key) <= maxKey, field+"key", badKey, maxKey)
		p.Require(at < 0 || before[at].Kind == f.Kind, field+"kind",
			"A field keeps its kind. Make another field, and remove this one.")
	}
	return p.Err()
}

// OwnAnswer is what somebody answered to a form's own field, with what the field
// was then.
type OwnAnswer struct {
	Key   string    `json:"key"`
	Label string    `json:"label"`
	Kind  FieldKind `json:"kind"`
	Value string    `json:"value"` // of a checkbox: Yes or ""
}

// Yes is the value of a box that was checked.
const Yes = "yes"

// OwnAnswers are those of a registration.
type OwnAnswers []OwnAnswer

// Scan reads the column's JSON.
func (all *OwnAnswers) Scan(v any) error {
	*all = nil
	return db.ScanJSON(v, (*[]OwnAnswer)(all))
}

// OwnName is what the input of an own field is called where it is filled in, and
// in what is said about it.
func OwnName(key string) string { return "own." + key }

// answers makes plain text of what was typed into own fields, and says what is
// missing or wrong. What belongs to no field is left out.
func (all OwnFields) answers(p fault.Problems, typed map[string]string) OwnAnswers {
	var given OwnAnswers
	for _, f := range all {
		name, value := OwnName(f.Key), typed[f.Key]
		most, clean := maxText, trimText
		if f.Kind == LongField {
			most, clean = maxNote, mail.CleanText
		}
		p.Require(utf8.RuneCountInString(value) <= most, name, "This is longer than the field can hold.")
		value = clean(value)
		switch {
		case f.Kind == CheckField && value != "":
			value = Yes
		case f.Kind == CheckField:
			p.Require(!f.IsRequired, name, "Please check this box to go on.")
		case f.Kind == ChoiceField && value != "":
			p.Require(slices.Contains(f.Options, value), name, "Please choose one of the options.")
		case f.Kind == ChoiceField:
			p.Require(!f.IsRequired, name, "Please choose one of the options.")
		default:
			p.Require(!f.IsRequired || value != "", name, "Please fill this in.")
		}
		if value != "" || f.Kind == CheckField {
			given = append(given, OwnAnswer{f.Key, f.Label, f.Kind, value})
		}
	}
	return given
}
