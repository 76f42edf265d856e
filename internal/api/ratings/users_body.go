package ratings

import (
	"net/http"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// userBody is what POST and PATCH take of a user of the second version. What is
// read-only may be sent back as it was read. Features do not exist here, and
// are named among what was ignored.
type userBody struct {
	Email                 api.Opt[string]          `json:"email"`
	FormalName            api.Opt[string]          `json:"formal_name"`
	FriendlyName          api.Opt[string]          `json:"friendly_name"`
	Group                 api.Opt[userGroupBody]   `json:"group"` // null: the default group
	Roles                 api.Opt[[]userRoleBody]  `json:"roles"`
	LandingPage           api.Opt[string]          `json:"landing_page"`
	EmailPreferences      api.Opt[preferencesBody] `json:"email_preferences"`
	IsAvailableForContact api.Opt[bool]            `json:"is_available_for_contact"`
	PreferredContactFor   api.Opt[[]string]        `json:"preferred_contact_for_entities"`
	IsActive              api.Opt[bool]            `json:"is_active"`

	GUID              any `json:"guid"`
	Status            any `json:"status"`
	JoinedTime        any `json:"joined_time"`
	LastLoginTime     any `json:"last_login_time"`
	IsCompanyAPIToken any `json:"is_company_api_token"`
	PendingEmail      any `json:"pending_email"`
}

type userGroupBody struct {
	GUID string `json:"guid"`
}

type userRoleBody struct {
	Slug string `json:"slug"`
}

// preferencesBody changes what it names.
type preferencesBody struct {
	CompromisedSystemAlerts *bool `json:"compromised_system_alerts"`
	Notifications           struct {
		Annotation     *bool `json:"annotation"`
		CompanyRequest *bool `json:"company_request"`
		Folder         *bool `json:"folder"`
		IssueTracking  *bool `json:"issue_tracking"`
		Report         *bool `json:"report"`
	} `json:"notifications"`
	RealTimeAlerts struct {
		AlertsPeriod *int64 `json:"alerts_period"`
		IsEnabled    *bool  `json:"is_enabled"`
	} `json:"real_time_alerts"`
}

func readUser(w http.ResponseWriter, r *http.Request) (userBody, error) {
	in, err := api.Body[userBody](w, r, false, "user", "body")
	if err != nil {
		return in, err
	}
	p := fault.Problems{}
	for field, null := range map[string]bool{
		"email": in.Email.Null, "formal_name": in.FormalName.Null, "friendly_name": in.FriendlyName.Null, "roles": in.Roles.Null,
		"landing_page": in.LandingPage.Null, "email_preferences": in.EmailPreferences.Null,
		"is_available_for_contact":       in.IsAvailableForContact.Null,
		"preferred_contact_for_entities": in.PreferredContactFor.Null, "is_active": in.IsActive.Null,
	} {
		p.Require(!null, field, mayNotBeNull)
	}
	p.Require(!in.FormalName.Set || strings.TrimSpace(in.FormalName.Value) != "", "formal_name", "This field may not be blank.")
	if in.Roles.Set {
		p.Require(len(in.Roles.Value) == 1, "roles", "must hold one role")
		for _, role := range in.Roles.Value {
			p.Require(slices.Contains(actor.Ranks, actor.Role(role.Slug)), "roles",
				"must be one of customer_admin, customer_group_admin, customer_portfolio_manager, customer_user")
		}
	}
	p.Require(!in.Group.Set || in.Group.Null || api.IsGUID(in.Group.Value.GUID), "group", "must have the guid of a group")
	return in, p.Err()
}

// role returns the role that was sent, or nil.
func (in *userBody) role() *actor.Role {
	if !in.Roles.Set {
		return nil
	}
	role := actor.Role(in.Roles.Value[0].Slug)
	return &role
}

func (in *userBody) choices() identity.Choices {
	c := identity.Choices{
		LandingPage: in.LandingPage.Ptr(), IsAvailableForContact: in.IsAvailableForContact.Ptr(),
		Companies: in.PreferredContactFor.Ptr(),
	}
	if in.EmailPreferences.Set {
		e := in.EmailPreferences.Value
		c.Mails = &identity.MailChoices{
			CompromisedSystemAlerts: e.CompromisedSystemAlerts,
			Annotation:              e.Notifications.Annotation, CompanyRequest: e.Notifications.CompanyRequest,
			Folder: e.Notifications.Folder, IssueTracking: e.Notifications.IssueTracking, Report: e.Notifications.Report,
			AlertsPeriod: e.RealTimeAlerts.AlertsPeriod, AlertsEnabled: e.RealTimeAlerts.IsEnabled,
		}
	}
	return c
}

func (in *userBody) draft() (identity.UserDraft, identity.Choices, error) {
	p := fault.Problems{}
	p.Require(in.Email.Set, "email", "This field is required.")
	p.Require(in.FormalName.Set, "formal_name", "This field is required.")
	p.Require(!in.IsActive.Set || in.IsActive.Value, "is_active", "A new user is active.")
	d := identity.UserDraft{
		Email: in.Email.Value, FormalName: in.FormalName.Value, FriendlyName: in.FriendlyName.Value,
		GroupGUID: strings.ToLower(in.Group.Value.GUID),
	}
	if role := in.role(); role != nil {
		d.Role = *role
	}
	return d, in.choices(), p.Err()
}

func (in *userBody) change() identity.UserChange {
	ch := identity.UserChange{
		Email: in.Email.Ptr(), FormalName: in.FormalName.Ptr(), FriendlyName: in.FriendlyName.Ptr(),
		IsActive: in.IsActive.Ptr(), Role: in.role(), Choices: in.choices(),
	}
	if in.Group.Set {
		group := strings.ToLower(in.Group.Value.GUID)
		ch.GroupGUID = &group
	}
	return ch
}
