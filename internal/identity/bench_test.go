package identity_test

import (
	"testing"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

func BenchmarkToken(b *testing.B) {
	for _, engine := range dbtest.Engines() {
		b.Run(string(engine), func(b *testing.B) {
			secret, doors := benchToken(b, dbtest.Open(b, engine))
			for b.Loop() {
				if _, err := doors.Token(b.Context(), secret, ip); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func benchToken(b *testing.B, d *db.DB) (string, *identity.Doors) {
	b.Helper()
	customers := &tenant.Customers{DB: d, Now: db.Now}
	links := &mail.Links{DB: d, Now: db.Now}
	f := &identity.Founding{
		Customers: customers, Users: &identity.Users{DB: d, Now: db.Now, Links: links},
		Accesses: &identity.Accesses{DB: d, Now: db.Now, Links: links}, Tokens: &identity.Tokens{DB: d, Now: db.Now, Links: links},
	}
	made, err := f.Create(b.Context(), tenant.NewCustomer{Name: "Acme"}, identity.UserDraft{Email: "a@acme.example", FormalName: "A"}, "bench")
	if err != nil {
		b.Fatal(err)
	}
	return made.Secret, &identity.Doors{DB: d, Heads: &audit.Heads{DB: d}, Now: db.Now}
}
