package ratings

import (
	"encoding/json"
	"strings"

	"gatehouse/internal/api"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

type newRequest struct {
	CompanyGUID  string           `json:"requestee_company_guid"`
	Email        string           `json:"requestee_email"`
	FormalName   string           `json:"requestee_formal_name"`
	FriendlyName string           `json:"requestee_friendly_name"`
	Phone        string           `json:"requestee_phone"`
	Message      string           `json:"message"`
	Notes        *string          `json:"notes"`
	CCs          addresses        `json:"ccs"`
	ThirdParties []collab.Party   `json:"third_parties"`
	Reason       string           `json:"reason"`
	Trial        api.Opt[int64]   `json:"trial_duration"`
	Context      newRequestAround `json:"context"`
	FindingIDs   []string         `json:"rolledup_observation_ids"`
	Language     string           `json:"language"` // Gatehouse's own: of the mails
}

type newRequestAround struct {
	RiskVectors []struct {
		RiskVector struct {
			Slug string `json:"slug"`
		} `json:"risk_vector"`
	} `json:"risk_vectors"`
}

// addresses are an array, or one string with commas.
type addresses []string

// UnmarshalJSON reads either form.
func (a *addresses) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '[' {
		return json.Unmarshal(text, (*[]string)(a))
	}
	var joined string
	if err := json.Unmarshal(text, &joined); err != nil {
		return fault.Field("ccs", "must be an array or a comma-separated string of email addresses")
	}
	*a = nil
	for one := range strings.SplitSeq(joined, ",") {
		if one = strings.TrimSpace(one); one != "" {
			*a = append(*a, one)
		}
	}
	return nil
}

func (n *newRequest) draft() (collab.Draft, error) {
	if n.CompanyGUID != "" && !api.IsGUID(n.CompanyGUID) {
		return collab.Draft{}, fault.Field("requestee_company_guid", "is not a valid guid")
	}
	d := collab.Draft{
		CompanyGUID: strings.ToLower(n.CompanyGUID), Email: n.Email, FormalName: n.FormalName, FriendlyName: n.FriendlyName,
		Phone: n.Phone, Message: n.Message, Notes: n.Notes, CCs: n.CCs, ThirdParties: n.ThirdParties,
		Reason: n.Reason, FindingIDs: n.FindingIDs, Language: strings.ToLower(n.Language),
	}
	if t := n.Trial.Ptr(); t != nil {
		if *t < 1 || *t > 365 {
			return d, fault.Field("trial_duration", "must be between 1 and 365")
		}
		d.TrialDays = *t
	}
	for _, v := range n.Context.RiskVectors {
		d.Vectors = append(d.Vectors, v.RiskVector.Slug)
	}
	return d, nil
}
