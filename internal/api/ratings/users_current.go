package ratings

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
)

// currentUser is the contract's User of the first version: who calls.
type currentUser struct {
	GUID          string          `json:"guid"`
	Email         string          `json:"email"`
	FormalName    string          `json:"formal_name"`
	FriendlyName  string          `json:"friendly_name"`
	PhoneNumber   *string         `json:"phone_number"`
	Customer      customerSummary `json:"customer"`
	JoinedDate    string          `json:"joined_date"`
	LastLoginDate *string         `json:"last_login_date"`
	IsActive      bool            `json:"is_active"`
	Status        string          `json:"status"`
}

type customerSummary struct {
	GUID                  string   `json:"guid"`
	Name                  string   `json:"name"`
	Type                  string   `json:"type"`
	MyCompanyGUID         string   `json:"my_company_guid"`
	MyCompanySubsidiaries []string `json:"my_company_subsidiaries"`
}

func (a *API) currentUser(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	u, err := a.Users.Own(r.Context(), by)
	if err != nil {
		return err
	}
	customer, err := a.Customers.One(r.Context(), by.CustomerID)
	if err != nil {
		return err
	}
	below, err := a.Customers.CompaniesBelow(r.Context(), by)
	if err != nil {
		return err
	}
	out := currentUser{
		GUID: u.GUID, Email: u.Email, FormalName: u.FormalName, FriendlyName: u.FriendlyName,
		Customer:   customerSummary{customer.GUID, customer.Name, customer.Kind, customer.CompanyGUID, append([]string{}, below...)},
		JoinedDate: u.CreatedAt.Format(time.RFC3339), LastLoginDate: timeOrNull(u.LastLoginAt), IsActive: u.IsActive, Status: a.Users.Status(&u),
	}
	if u.Phone != "" {
		out.PhoneNumber = &u.Phone
	}
	text, err := pickOf(r).Of(out)
	if err != nil {
		return err
	}
	text, err = leaveOut(text, api.List(r.URL.Query(), "exclude_fields"))
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, text)
}

// leaveOut takes fields out of an object; a name with a dot reaches into one.
func leaveOut(text json.RawMessage, names []string) (json.RawMessage, error) {
	if len(names) == 0 {
		return text, nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, err
	}
	for _, name := range names {
		outer, inner, deeper := strings.Cut(name, ".")
		var object map[string]json.RawMessage
		if !deeper {
			delete(all, name)
			continue
		}
		if json.Unmarshal(all[outer], &object) != nil {
			continue
		}
		delete(object, inner)
		var err error
		if all[outer], err = json.Marshal(object); err != nil {
			return nil, err
		}
	}
	return json.Marshal(all)
}

type usersQuota struct {
	ActiveUserCount      int  `json:"active_user_count"`
	InactiveUserCount    int  `json:"inactive_user_count"`
	RemainingActiveQuota *int `json:"remaining_active_quota"` // null: unlimited
	TotalActiveQuota     *int `json:"total_active_quota"`
	TotalUserCount       int  `json:"total_user_count"`
}

func (a *API) usersQuota(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q, err := a.Users.Quota(r.Context(), by)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, usersQuota{q.Active, q.Inactive, q.Left, q.Most, q.Active + q.Inactive})
}
