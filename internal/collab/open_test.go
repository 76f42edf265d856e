package collab_test

import (
	"testing"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/db"
	"gatehouse/internal/db/dbtest"
	"gatehouse/internal/fault"
)

// Open requests are counted at companies that one sees, up to a bound.
func TestOpenAt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := stock(t, d, collab.MostOpen+40) // all of them are closed
		few, many, none := s.companies[0], s.companies[5], s.companies[1]
		s.exec(t, `update access_requests set company_guid = $2 where customer_id = $1`, s.admin.CustomerID, many)
		for i, r := range s.requests[:collab.MostOpen+4] {
			company, status := many, []string{"Pending", "Active"}[i%2]
			if i < 2 {
				company = few
			}
			s.exec(t, `update access_requests set company_guid = $2, status = $3 where customer_id = $1 and guid = $4`,
				s.admin.CustomerID, company, status, r.GUID)
		}
		got, err := s.desk.requests.OpenAt(t.Context(), s.admin, []string{few, many, none})
		if err != nil || got[few] != 2 || got[many] != collab.MostOpen || got[none] != 0 {
			t.Errorf("open %v, %v", got, err)
		}
		got, err = s.desk.requests.OpenAt(t.Context(), s.senders[2], []string{few, many})
		if err != nil || len(got) != 1 || got[few] != 2 {
			t.Errorf("a group of three companies sees %v, %v", got, err)
		}
		by := s.admin
		by.Roles = []string{string(actor.PortfolioR)}
		if _, err := s.desk.requests.OpenAt(t.Context(), by, []string{few}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("without the right: %v", err)
		}
	})
}
