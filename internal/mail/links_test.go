package mail

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

func week(h *house, kind, subject string) NewLink {
	return NewLink{CustomerID: customer, Kind: kind, Subject: subject, ExpiresAt: h.Now().Add(7 * 24 * time.Hour)}
}

// other returns a code that is not code.
func other(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func (h *house) spend(t *testing.T, l Link) error {
	t.Helper()
	return h.db.Tx(t.Context(), func(tx *db.Tx) error { return h.links.Spend(t.Context(), tx, l) })
}

func TestLinkLife(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		token, code := h.links.Secret(h.link(t, week(h, InvitationLink, "r-1")), 1)

		for range 100 { // a scanner
			l, err := h.links.Look(t.Context(), token)
			if err != nil || !l.Live() || l.OpenedAt != nil || l.Subject != "r-1" || l.Kind != InvitationLink {
				t.Fatalf("look: %+v, %v", l, err)
			}
		}
		looked, _ := h.links.Look(t.Context(), token)
		if err := h.spend(t, looked); err == nil {
			t.Fatal("spent without its code")
		}
		h.pass(time.Hour)
		l, err := h.links.Check(t.Context(), token, " "+code[:3]+" "+code[3:], "")
		if err != nil || l.OpenedAt == nil || !l.OpenedAt.Equal(start.Add(time.Hour)) {
			t.Fatalf("check: %+v, %v", l, err)
		}
		h.pass(time.Hour)
		if l, err = h.links.Check(t.Context(), token, code, ""); err != nil || !l.OpenedAt.Equal(start.Add(time.Hour)) {
			t.Fatalf("check again: %+v, %v", l, err)
		}
		wantKind(t, h.spend(t, l), "")
		wantKind(t, h.spend(t, l), fault.NotFound)
		if l, err = h.links.Look(t.Context(), token); err != nil || l.State != Used || l.UsedAt == nil {
			t.Errorf("after use: %+v, %v", l, err)
		}
		_, err = h.links.Check(t.Context(), token, code, "")
		wantKind(t, err, fault.NotFound)
		if got := h.events(t); got != "link.open r-1" {
			t.Errorf("events %q", got)
		}
	})
}

func (h *house) events(t *testing.T) string {
	t.Helper()
	all, err := db.Column[string](t.Context(), h.db, `select action || ' ' || subject from events order by customer_id, seq`)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, ", ")
}

// TestLinkEnds goes through every way in which a link stops working.
func TestLinkEnds(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(t *testing.T, h *house)
		want LinkState
	}{
		{"expired", func(_ *testing.T, h *house) { h.pass(7 * 24 * time.Hour) }, Expired},
		{"superseded", func(t *testing.T, h *house) { h.link(t, week(h, SetPasswordLink, "17")) }, Superseded},
		{"withdrawn", func(t *testing.T, h *house) { h.kill(t, customer, SetPasswordLink, "17") }, Withdrawn},
		{"another subject", func(t *testing.T, h *house) { h.kill(t, customer, SetPasswordLink, "18") }, Live},
		{"another kind", func(t *testing.T, h *house) { h.kill(t, customer, InvitationLink, "17") }, Live},
		{"another customer", func(t *testing.T, h *house) { h.kill(t, customer+1, SetPasswordLink, "17") }, Live},
		{"another customer's new one", func(t *testing.T, h *house) {
			n := week(h, SetPasswordLink, "17")
			n.CustomerID++
			h.link(t, n)
		}, Live},
		{"a moment before", func(_ *testing.T, h *house) { h.pass(7*24*time.Hour - time.Microsecond) }, Live},
	} {
		t.Run(c.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				h := newHouse(t, d, &wire{})
				token, code := h.links.Secret(h.link(t, week(h, SetPasswordLink, "17")), 1)
				opened, err := h.links.Check(t.Context(), token, code, "")
				if err != nil {
					t.Fatal(err)
				}
				c.end(t, h)
				l, err := h.links.Look(t.Context(), token)
				if err != nil || l.State != c.want {
					t.Errorf("%q, %v, want %q", l.State, err, c.want)
				}
				want := fault.NotFound
				if c.want == Live {
					want = ""
				}
				_, err = h.links.Check(t.Context(), token, code, "")
				wantKind(t, err, want)
				wantKind(t, h.spend(t, opened), want)
			})
		})
	}
}

func (h *house) kill(t *testing.T, customerID int64, kind, subject string) {
	t.Helper()
	err := h.db.Tx(t.Context(), func(tx *db.Tx) error { return h.links.Kill(t.Context(), tx, customerID, kind, subject) })
	if err != nil {
		t.Fatal(err)
	}
}

func TestWrongCodes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		token, code := h.links.Secret(h.link(t, week(h, InvitationLink, "r-1")), 1)
		for _, typed := range []string{"", "12345", "1234567", "12 34 5"} { // slips cost nothing
			_, err := h.links.Check(t.Context(), token, typed, "")
			wantKind(t, err, fault.Invalid)
		}
		opened, err := h.links.Check(t.Context(), token, code, "")
		if err != nil {
			t.Fatal(err)
		}
		for i := 1; i < maxWrongCodes; i++ {
			_, err := h.links.Check(t.Context(), token, other(code), "no nonce of ours")
			wantKind(t, err, fault.Invalid)
			if msg := fault.Of(err).Fields["code"]; !strings.Contains(msg, "left") {
				t.Errorf("wrong code %d: %q", i, msg)
			}
		}
		_, err = h.links.Check(t.Context(), token, other(code), "")
		wantKind(t, err, fault.NotFound)
		_, err = h.links.Check(t.Context(), token, code, "")
		wantKind(t, err, fault.NotFound)
		wantKind(t, h.spend(t, opened), fault.NotFound)
		if l, err := h.links.Look(t.Context(), token); err != nil || l.State != Locked || l.WrongCodes != maxWrongCodes {
			t.Errorf("%+v, %v", l, err)
		}
		if got := h.events(t); got != "link.open r-1, link.lock r-1" {
			t.Errorf("events %q", got)
		}
		// never the person: the next mail works
		token, code = h.links.Secret(h.link(t, week(h, InvitationLink, "r-1")), 1)
		_, err = h.links.Check(t.Context(), token, code, "")
		wantKind(t, err, "")
	})
}

func TestNonce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		n := week(h, RegistrationLink, "reg-1")
		n.Nonce = NewNonce()
		token, _ := h.links.Secret(h.link(t, n), 1)
		for nonce, want := range map[string]fault.Kind{"": fault.Invalid, NewNonce(): fault.Invalid, n.Nonce: ""} {
			l, _ := h.links.Look(t.Context(), token)
			if l.Knows(nonce) != (want == "") {
				t.Errorf("knows %q: %t", nonce, l.Knows(nonce))
			}
			_, err := h.links.Check(t.Context(), token, "", nonce)
			wantKind(t, err, want)
		}
		// without a nonce of its own, a link knows no browser, not even one without
		token, _ = h.links.Secret(h.link(t, week(h, InvitationLink, "r-1")), 1)
		for _, nonce := range []string{"", n.Nonce} {
			_, err := h.links.Check(t.Context(), token, "", nonce)
			wantKind(t, err, fault.Invalid)
		}
	})
}

func TestUnknownSecrets(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		token, code := h.links.Secret(h.link(t, week(h, InvitationLink, "r-1")), 1)
		for _, secret := range []string{"", "x", token[1:], token + "a", strings.ToUpper(token), token[:31] + "1", "' or 1=1 --", NewNonce(), "\x00"} {
			_, err := h.links.Look(t.Context(), secret)
			wantKind(t, err, fault.NotFound)
			_, err = h.links.Check(t.Context(), secret, code, "")
			wantKind(t, err, fault.NotFound)
		}
		if l, err := h.links.Look(t.Context(), token); err != nil || l.WrongCodes != 0 {
			t.Errorf("%+v, %v", l, err)
		}
	})
}

// TestSecretsAreNotStored reads everything that the tables of a mail hold.
func TestSecretsAreNotStored(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		n := week(h, RegistrationLink, "reg-1")
		n.Nonce = NewNonce()
		guid := h.link(t, n)
		token, code := h.links.Secret(guid, 1)
		rows, err := db.All(t.Context(), d, (*Link).fields, `select `+linkColumns+` from links l`)
		if err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
		}
		stored := fmt.Sprintf("%+v", rows[0]) + *rows[0].nonceHash
		for _, secret := range []string{token, n.Nonce, hash(code)} {
			if strings.Contains(stored, secret) {
				t.Errorf("%s stands in %s", secret, stored)
			}
		}
		if rows[0].hash != hash(token) || len(token) != 32 || len(code) != codeDigits {
			t.Errorf("token %q, code %q", token, code)
		}
	})
}

func TestSecretsDiffer(t *testing.T) {
	a := &Links{Key: Key{1}}
	b := &Links{Key: Key{2}}
	seen := map[string]bool{}
	for _, ls := range []*Links{a, b} {
		for _, guid := range []string{"g1", "g2"} {
			for sending := range int64(3) {
				token, code := ls.Secret(guid, sending)
				if again, _ := ls.Secret(guid, sending); again != token || seen[token] || !wellFormed(token) || strings.Contains(token, code) {
					t.Errorf("%s %d: %q", guid, sending, token)
				}
				seen[token] = true
			}
		}
	}
}

func TestMakeRefuses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d, &wire{})
		for _, n := range []NewLink{week(h, "sesame", "r-1"), week(h, InvitationLink, "")} {
			err := d.Tx(t.Context(), func(tx *db.Tx) error {
				_, err := h.links.Make(t.Context(), tx, n)
				return err
			})
			wantKind(t, err, fault.Internal)
		}
	})
}
