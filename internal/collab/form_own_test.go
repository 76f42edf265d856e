package collab_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

func (k *desk) change(t testing.TB, f collab.Form, c collab.FormChange) collab.Form {
	t.Helper()
	f, err := k.forms.Change(t.Context(), k.admin, f.GUID, c)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// wait lets the budgets of strangers be whole again.
func (k *desk) wait() { k.now = k.now.Add(time.Hour) }

func TestOwnFieldsAreAnswered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.change(t, k.form(t), collab.FormChange{Fields: &collab.OwnFields{
			{Key: "name", Label: "Trade name", Kind: collab.TextField, IsRequired: true},
			{Key: "why", Label: "Why?", Kind: collab.LongField},
			{Key: "size", Label: "Size", Kind: collab.ChoiceField, IsRequired: true, Options: []string{"Small", "Large"}},
			{Key: "nda", Label: "NDA signed", Kind: collab.CheckField, IsRequired: true},
			{Key: "news", Label: "News", Kind: collab.CheckField},
		}})
		good := map[string]string{"name": "  Quill\x00  Ltd\n", "why": "One\r\n\r\n\r\n\r\ntwo", "size": "Large", "nda": "on", "other": "x"}
		for _, tt := range []struct{ name, key, value, field string }{
			{"whole", "other", "y", ""},
			{"nothing needed", "why", "", ""},
			{"text missing", "name", " \t", "own.name"},
			{"text too long", "name", strings.Repeat("x", 256), "own.name"},
			{"long text too long", "why", strings.Repeat("x", 2001), "own.why"},
			{"no choice", "size", "", "own.size"},
			{"another choice", "size", "Huge", "own.size"},
			{"box not checked", "nda", "", "own.nda"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				k.wait()
				draft := filled("quentin@quill.example")
				draft.Typed = maps.Clone(good)
				draft.Typed[tt.key] = tt.value
				err := k.regs.Register(t.Context(), f.GUID, draft, stranger, "")
				if tt.field == "" && err != nil || tt.field != "" && fault.Of(err).Fields[tt.field] == "" {
					t.Errorf("got %v, want a problem with %q", err, tt.field)
				}
			})
		}
		draft := filled("a@quill.example")
		draft.Typed = good
		if err := k.regs.Register(t.Context(), f.GUID, draft, "203.0.113.9", ""); err != nil {
			t.Fatal(err)
		}
		k.drain(t)
		k.change(t, f, collab.FormChange{Fields: &collab.OwnFields{}}) // answers outlive what was asked
		if err := k.confirm(t, "a@quill.example"); err != nil {
			t.Fatal(err)
		}
		typed, err := k.regs.OfRequest(t.Context(), k.admin, k.text(t, `select guid from access_requests`))
		want := `[{name Trade name text Quill Ltd} {why Why? long_text One` + "\n\ntwo" + `} {size Size choice Large} {nda NDA signed checkbox yes} {news News checkbox }]`
		if err != nil || len(typed) != 1 || fmt.Sprint(typed[0].Answers) != want {
			t.Errorf("got %v, %v\nwant %s", typed, err, want)
		}
	})
}

func TestDomainsOfAForm(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.change(t, k.form(t), collab.FormChange{
			AllowedDomains: &collab.Domains{"quill.example", "Zürich.example"}, RefusedDomains: &collab.Domains{"bad.quill.example"},
		})
		said := make(map[string]bool)
		for _, tt := range []struct {
			email string
			ok    bool
		}{
			{"a@quill.example", true},
			{"a@EU.quill.example", true},
			{"a@zürich.example", true},
			{"a@notquill.example", false},
			{"a@bad.quill.example", false},
			{"a@very.bad.quill.example", false},
			{"a@gmail.com", false},
		} {
			k.wait()
			err := k.regs.Register(t.Context(), f.GUID, filled(tt.email), stranger, "")
			if tt.ok != (err == nil) {
				t.Errorf("%s: %v", tt.email, err)
			}
			if err != nil {
				said[fault.Of(err).Fields["email"]] = true
			}
		}
		if len(said) != 1 || said[""] {
			t.Errorf("refused in different words: %v", said)
		}
		k.wait()
		var err error
		for i := range 11 { // each try costs
			err = k.regs.Register(t.Context(), f.GUID, filled(fmt.Sprintf("a@no%d.example", i)), stranger, "")
		}
		if !fault.Is(err, fault.TooMany) {
			t.Errorf("domain after domain is tried: %v", err)
		}
	})
}

func TestAFormEnds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		end := k.now.Add(time.Hour)
		f := k.change(t, k.form(t), collab.FormChange{ExpiresAt: new(new(end))})
		k.register(t, f, "in@quill.example")
		k.now = end
		if got, err := k.forms.Open(t.Context(), f.GUID); !fault.Is(err, fault.NotFound) || got.CustomerName != "Acme" || got.State(k.now) != collab.FormExpired {
			t.Errorf("open is %+v, %v", got, err)
		}
		if _, valid, err := k.forms.ValidateToken(t.Context(), f.GUID); valid || err != nil {
			t.Errorf("valid %v, %v", valid, err)
		}
		if err := k.regs.Register(t.Context(), f.GUID, filled("late@quill.example"), "203.0.113.1", ""); !fault.Is(err, fault.NotFound) {
			t.Errorf("filled in too late: %v", err)
		}
		if err := k.confirm(t, "in@quill.example"); err != nil {
			t.Errorf("who was in time cannot confirm: %v", err)
		}
		f = k.change(t, f, collab.FormChange{ExpiresAt: new((*time.Time)(nil))})
		if f.ExpiresAt != nil || f.State(k.now) != collab.FormOpen {
			t.Errorf("opened again: %+v", f)
		}
	})
}

// Of N who confirm at the same moment no more get in than the form takes; the
// others are told, and their links work when there is room again.
func TestPlacesOfAFormRace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.change(t, k.form(t), collab.FormChange{MaxRegistrations: new(new(int64(3)))})
		type mailed struct{ secret, code string }
		var all []mailed
		for i := range 8 {
			email := fmt.Sprintf("p%d@quill%d.example", i, i)
			k.register(t, f, email)
			secret, code := k.letter(t, email)
			all = append(all, mailed{secret, code})
		}
		var mu sync.Mutex
		var in int
		var left []mailed
		var wg sync.WaitGroup
		for _, m := range all {
			wg.Go(func() {
				_, err := k.regs.Confirm(t.Context(), m.secret, m.code, "")
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					in++
					return
				}
				if left = append(left, m); !fault.Is(err, fault.NotFound) {
					t.Errorf("refused with %v", err)
				}
			})
		}
		wg.Wait()
		if n := k.count(t, `select count(*) from access_requests`); in != 3 || n != 3 {
			t.Errorf("%d were let in, and there are %d requests, want 3", in, n)
		}
		f, err := k.forms.One(t.Context(), k.admin, f.GUID)
		if err != nil || f.Registered != 3 || f.State(k.now) != collab.FormFull {
			t.Errorf("the form is %+v, %v", f, err)
		}
		if c, err := k.regs.Look(t.Context(), left[0].secret); !fault.Is(err, fault.NotFound) || c.Form.State(k.now) != collab.FormFull {
			t.Errorf("who comes too late sees %+v, %v", c, err)
		}
		if err := k.regs.Register(t.Context(), f.GUID, filled("late@quill.example"), "203.0.113.1", ""); !fault.Is(err, fault.NotFound) {
			t.Errorf("a full form is filled in: %v", err)
		}
		k.change(t, f, collab.FormChange{MaxRegistrations: new(new(int64(4)))})
		if _, err := k.regs.Confirm(t.Context(), left[0].secret, left[0].code, ""); err != nil {
			t.Errorf("with room again: %v", err)
		}
	})
}

func TestFormFunnel(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f, other := k.form(t), k.form(t)
		view := func(n int) {
			t.Helper()
			for range n {
				if err := k.forms.View(t.Context(), &f); err != nil {
					t.Fatal(err)
				}
			}
		}
		check := func(want collab.FormFunnel) {
			t.Helper()
			all, err := k.forms.Funnels(t.Context(), k.admin, f.GUID, other.GUID)
			if err != nil || all[f.GUID] != want || all[other.GUID] != (collab.FormFunnel{}) {
				t.Errorf("the funnel is %+v, %v, want %+v", all, err, want)
			}
		}
		view(5)
		if n := k.count(t, `select views from form_counts where day = ''`); n != 1 {
			t.Errorf("%d views are written at once, want 1 of 5", n)
		}
		check(collab.FormFunnel{Views: 5})
		k.now = k.now.Add(11 * time.Second)
		view(1)
		if n := k.count(t, `select views from form_counts where day <> ''`); n != 6 {
			t.Errorf("%d views are written, want 6", n)
		}
		k.register(t, f, "a@quill.example")
		k.register(t, f, "b@quill.example")
		if err := k.confirm(t, "a@quill.example"); err != nil {
			t.Fatal(err)
		}
		k.now = k.now.Add(24 * time.Hour)
		if _, err := k.requests.Change(t.Context(), k.admin, collab.Change{GUID: k.text(t, `select guid from access_requests`), Status: "Approved"}); err != nil {
			t.Fatal(err)
		}
		check(collab.FormFunnel{Views: 6, Submitted: 2, Confirmed: 1, Approved: 1})
		if got, err := k.forms.FunnelSince(t.Context(), k.admin, f.GUID, k.now); err != nil || got != (collab.FormFunnel{Approved: 1}) {
			t.Errorf("today: %+v, %v", got, err)
		}
		if _, err := k.forms.Funnels(t.Context(), k.reader, f.GUID); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a reader: %v", err)
		}
		if all, err := k.forms.Funnels(t.Context(), k.foreign, f.GUID); err != nil || len(all) != 0 {
			t.Errorf("a foreign admin sees %v, %v", all, err)
		}
		k.now = k.now.AddDate(2, 0, 0)
		if err := k.regs.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		check(collab.FormFunnel{Views: 6, Submitted: 2, Confirmed: 1, Approved: 1})
		if n := k.count(t, `select count(*) from form_counts where day <> ''`); n != 0 {
			t.Errorf("%d days are kept for ever", n)
		}
		if err := k.forms.Delete(t.Context(), k.admin, f.GUID); err != nil {
			t.Fatal(err)
		}
		view(1) // of a page that was loaded before
		if n := k.count(t, `select count(*) from form_counts where form_guid = $1`, f.GUID); n != 0 {
			t.Errorf("%d counts of a form that is gone", n)
		}
	})
}

func picture(t *testing.T, kind string, side int) []byte {
	t.Helper()
	p := image.NewPaletted(image.Rect(0, 0, side, side), []color.Color{color.White, color.Black})
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, p)
	case "jpeg":
		err = jpeg.Encode(&b, p, nil)
	default:
		err = gif.Encode(&b, p, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLogo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		f := k.form(t)
		good := picture(t, "png", 40)
		for name, body := range map[string][]byte{
			"nothing": nil, "text": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "a GIF": picture(t, "gif", 4), "cut off": good[:len(good)-20],
			"huge": picture(t, "png", 2001), "too heavy": append(bytes.Clone(good), make([]byte, 200_000)...),
		} {
			if _, err := k.forms.SetLogo(t.Context(), k.admin, f.GUID, body); fault.Of(err).Fields["logo"] == "" {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, kind := range []string{"jpeg", "png"} {
			body := picture(t, kind, 40)
			f, err := k.forms.SetLogo(t.Context(), k.admin, f.GUID, body)
			if err != nil {
				t.Fatal(err)
			}
			name := f.LogoPath()[strings.LastIndex(f.LogoPath(), "/")+1:]
			got, err := k.forms.Logo(t.Context(), strings.ToUpper(f.GUID), name)
			if err != nil || got.Type != "image/"+kind || !bytes.Equal(got.Body, body) {
				t.Errorf("%s: %s, %d bytes, %v", name, got.Type, len(got.Body), err)
			}
			for _, at := range [][2]string{{f.GUID, "x." + kind}, {k.form(t).GUID, name}, {"", name}} {
				if _, err := k.forms.Logo(t.Context(), at[0], at[1]); !fault.Is(err, fault.NotFound) {
					t.Errorf("%v: %v", at, err)
				}
			}
		}
		for by, want := range map[string]fault.Kind{"foreign": fault.NotFound, "reader": fault.Forbidden} {
			a := k.foreign
			if by == "reader" {
				a = k.reader
			}
			if _, err := k.forms.SetLogo(t.Context(), a, f.GUID, good); !fault.Is(err, want) {
				t.Errorf("%s: %v", by, err)
			}
			if _, err := k.forms.RemoveLogo(t.Context(), a, f.GUID); !fault.Is(err, want) {
				t.Errorf("%s: %v", by, err)
			}
		}
		if f, err := k.forms.RemoveLogo(t.Context(), k.admin, f.GUID); err != nil || f.LogoPath() != "" || k.count(t, `select count(*) from form_logos`) != 0 {
			t.Errorf("removed: %+v, %v", f, err)
		}
		if _, err := k.forms.SetLogo(t.Context(), k.admin, f.GUID, good); err != nil {
			t.Fatal(err)
		}
		if err := k.forms.Delete(t.Context(), k.admin, f.GUID); err != nil || k.count(t, `select count(*) from form_logos`) != 0 {
			t.Errorf("deleted: %v", err)
		}
	})
}

// A key that was made of a label is one that the form can be saved with; a longer
// one that a form has already stays, and no other comes in.
func TestMadeKeysCanBeSavedAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d)
		const label = "27001: are you certified by an accredited body?"
		field := collab.OwnField{Label: label, Kind: collab.TextField}
		f := k.change(t, k.form(t), collab.FormChange{Fields: &collab.OwnFields{field, field}})
		f = k.change(t, f, collab.FormChange{Fields: &f.Fields})
		if f.Fields[0].Key != "field_27001_are_you_certified_by_an" || f.Fields[1].Key != f.Fields[0].Key+"_2" {
			t.Errorf("the keys are %s and %s", f.Fields[0].Key, f.Fields[1].Key)
		}

		long := "field_27001_are_you_certified_by_an_accred"
		k.exec(t, `update client_access_links set own_fields = replace(own_fields, $2, $3) where guid = $1`, f.GUID, f.Fields[1].Key, long)
		f, err := k.forms.One(t.Context(), k.admin, f.GUID)
		if err != nil || f.Fields[1].Key != long {
			t.Fatal(f.Fields, err)
		}
		f.Fields[1].Label = "ISO 27001?"
		f = k.change(t, f, collab.FormChange{Fields: &f.Fields})
		if f.Fields[1].Key != long || f.Fields[1].Label != "ISO 27001?" {
			t.Errorf("the field is %+v", f.Fields[1])
		}
		f.Fields[1].Key = long + "x"
		_, err = k.forms.Change(t.Context(), k.admin, f.GUID, collab.FormChange{Fields: &f.Fields})
		made := collab.FormDraft{FormChange: collab.FormChange{Fields: &collab.OwnFields{{Key: long, Label: label, Kind: collab.TextField}}}}
		_, errMade := k.forms.Create(t.Context(), k.admin, made)
		for field, err := range map[string]error{"own_fields[1].key": err, "own_fields[0].key": errMade} {
			if fault.Of(err).Fields[field] == "" {
				t.Errorf("got %v, want a problem with %s", err, field)
			}
		}
	})
}
