package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/portfolio"
)

// folder is the contract's Folder. There are no folders of the user's own
// company or of a subscription here, and none sends mail.
type folder struct {
	GUID                 string   `json:"guid"`
	Name                 string   `json:"name"`
	Description          string   `json:"description"`
	ContentExpiryDays    *int64   `json:"content_expiry_days"`
	Order                int64    `json:"order"`
	Owner                *string  `json:"owner"`
	OwnerGUID            *string  `json:"owner_guid"`
	OwnerName            *string  `json:"owner_name"`
	Companies            []string `json:"companies"`
	CompaniesCount       int      `json:"companies_count"`
	ContainsAllCompanies bool     `json:"contains_all_companies"`
	CustomerGlobal       bool     `json:"customer_global"`
	EmailEnabled         bool     `json:"email_enabled"`
	IsDeletable          bool     `json:"is_deletable"`
	IsMyCompany          bool     `json:"is_my_company"`
	IsSelected           bool     `json:"is_selected"`
	CanEditProperties    bool     `json:"can_edit_properties"`
	Shared               sharing  `json:"shared_options"`
	SubscriptionType     *string  `json:"subscription_type"`
}

func toFolder(f *portfolio.Folder, by actor.Actor) folder {
	return folder{
		GUID: f.GUID, Name: f.Name, Description: f.Description, ContentExpiryDays: f.ContentExpiryDays, Order: f.Position,
		Owner: f.OwnerEmail, OwnerGUID: f.OwnerGUID, OwnerName: f.OwnerName,
		Companies: f.Companies, CompaniesCount: len(f.Companies), CustomerGlobal: f.Sharing.WithAll,
		IsDeletable: f.DeletableBy(by), CanEditProperties: f.EditableBy(by), Shared: toSharing(f, by),
	}
}

var folderColumns = []api.Column[folder]{
	{Name: "guid", Width: 36, Cell: func(f *folder) any { return f.GUID }},
	{Name: "name", Width: 32, Cell: func(f *folder) any { return f.Name }},
	{Name: "companies_count", Width: 15, Cell: func(f *folder) any { return f.CompaniesCount }},
	{Name: "owner_name", Width: 24, Cell: func(f *folder) any { return f.OwnerName }},
	{Name: "description", Cell: func(f *folder) any { return f.Description }},
	{Name: "content_expiry_days", Cell: func(f *folder) any { return f.ContentExpiryDays }},
}

// movedBody is the contract's Folder_Companies_Result, of tiers too.
type movedBody struct {
	Added      []string `json:"added"`
	NotAdded   []string `json:"not_added"`
	Removed    []string `json:"removed"`
	NotRemoved []string `json:"not_removed"`
	Companies  []string `json:"companies"`
	Detail     string   `json:"detail"`
}

func toMoved(m portfolio.Moved) movedBody {
	return movedBody{m.Added, m.NotAdded, m.Removed, m.NotRemoved, m.Companies, m.Detail()}
}

func moveBody(w http.ResponseWriter, r *http.Request) (guid string, m portfolio.Members, err error) {
	if guid, err = api.PathGUID(r, "guid"); err != nil {
		return guid, m, err
	}
	in, err := api.Body[struct {
		Add    []string `json:"add_companies"`
		Remove []string `json:"remove_companies"`
	}](w, r, false, "company_actions", "folder", "tier", "body")
	return guid, portfolio.Members{Add: in.Add, Remove: in.Remove}, err
}
