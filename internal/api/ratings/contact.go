package ratings

import (
	"encoding/json"
	"net/http"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

// contact is the contract's CustomerCompanyContact.
type contact struct {
	GUID           string  `json:"guid"`
	CompanyGUID    string  `json:"company_guid"`
	ContactType    string  `json:"contact_type"`
	Email          string  `json:"email"`
	FormalName     string  `json:"formal_name"`
	FriendlyName   *string `json:"friendly_name"`
	Nickname       *string `json:"nickname"`
	PhoneNumber    string  `json:"phone_number"`
	Role           string  `json:"role"`
	RelationType   *string `json:"relation_type"`
	RelationActive *bool   `json:"relation_active"`
	Source         string  `json:"source"` // "" of those that are from nowhere else
	PlatformID     string  `json:"platform_id"`
	UserGUID       *string `json:"user_guid"` // who entered it; null of those that a file brought
	CreatedTime    string  `json:"created_time"`
	UpdatedTime    string  `json:"updated_time"`
}

func toContact(c *portfolio.Contact) contact {
	return contact{
		GUID: c.GUID, CompanyGUID: c.CompanyGUID, ContactType: "Customer Created", Email: c.Email, FormalName: c.FormalName,
		FriendlyName: orNull(c.FriendlyName), Nickname: orNull(c.Nickname), PhoneNumber: c.Phone, Role: c.Role,
		RelationType: orNull(c.Relation()), RelationActive: c.IsActive, Source: c.Source, PlatformID: c.PlatformID,
		UserGUID: c.CreatedBy, CreatedTime: c.CreatedAt.UTC().Format(time.RFC3339), UpdatedTime: c.UpdatedAt.UTC().Format(time.RFC3339),
	}
}

// orNull returns nil for an empty text.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

var contactColumns = []api.Column[contact]{
	{Name: "guid", Width: 36, Cell: func(c *contact) any { return c.GUID }},
	{Name: "company_guid", Width: 36, Cell: func(c *contact) any { return c.CompanyGUID }},
	{Name: "formal_name", Width: 28, Cell: func(c *contact) any { return c.FormalName }},
	{Name: "email", Width: 32, Cell: func(c *contact) any { return c.Email }},
	{Name: "relation_type", Width: 13, Cell: func(c *contact) any { return c.RelationType }},
	{Name: "phone_number", Cell: func(c *contact) any { return c.PhoneNumber }},
	{Name: "role", Cell: func(c *contact) any { return c.Role }},
	{Name: "friendly_name", Cell: func(c *contact) any { return c.FriendlyName }},
	{Name: "nickname", Cell: func(c *contact) any { return c.Nickname }},
	{Name: "relation_active", Cell: func(c *contact) any { return c.RelationActive }},
	{Name: "source", Cell: func(c *contact) any { return c.Source }},
	{Name: "platform_id", Cell: func(c *contact) any { return c.PlatformID }},
	{Name: "user_guid", Cell: func(c *contact) any { return c.UserGUID }},
	{Name: "created_time", Cell: func(c *contact) any { return c.CreatedTime }},
	{Name: "updated_time", Cell: func(c *contact) any { return c.UpdatedTime }},
}

// contactBody is a contact as it is sent. Who has read one may send it back
// whole: the fields that Gatehouse sets itself are ignored.
type contactBody struct {
	GUID           string          `json:"guid"` // counts in bulk only
	CompanyGUID    api.Opt[string] `json:"company_guid"`
	Email          api.Opt[string] `json:"email"`
	FormalName     api.Opt[string] `json:"formal_name"`
	FriendlyName   api.Opt[string] `json:"friendly_name"`
	Nickname       api.Opt[string] `json:"nickname"`
	PhoneNumber    api.Opt[string] `json:"phone_number"`
	Role           api.Opt[string] `json:"role"`
	RelationType   api.Opt[string] `json:"relation_type"`
	RelationActive api.Opt[bool]   `json:"relation_active"`
	Source         api.Opt[string] `json:"source"`
	PlatformID     api.Opt[string] `json:"platform_id"`

	ContactType any `json:"contact_type"`
	UserGUID    any `json:"user_guid"`
	CreatedTime any `json:"created_time"`
	UpdatedTime any `json:"updated_time"`
}

func (in *contactBody) draft() (portfolio.ContactDraft, error) {
	p := fault.Problems{}
	for field, null := range map[string]bool{
		"company_guid": in.CompanyGUID.Null, "email": in.Email.Null, "formal_name": in.FormalName.Null, "phone_number": in.PhoneNumber.Null,
		"role": in.Role.Null, "source": in.Source.Null, "platform_id": in.PlatformID.Null,
	} {
		p.Require(!null, field, mayNotBeNull)
	}
	p.Require(!in.CompanyGUID.Set || api.IsGUID(in.CompanyGUID.Value), "company_guid", "is not a valid guid")
	d := portfolio.ContactDraft{
		GUID: in.GUID, CompanyGUID: in.CompanyGUID.Value, Email: in.Email.Ptr(), FormalName: in.FormalName.Ptr(),
		FriendlyName: orEmpty(in.FriendlyName), Nickname: orEmpty(in.Nickname), Phone: in.PhoneNumber.Ptr(), Role: in.Role.Ptr(),
		PlatformID: in.PlatformID.Ptr(), Source: in.Source.Ptr(), Relation: orEmpty(in.RelationType),
	}
	if in.RelationActive.Set {
		active := in.RelationActive.Ptr()
		d.IsActive = &active
	}
	return d, p.Err()
}

// orEmpty returns the text that was sent, "" for null.
func orEmpty(o api.Opt[string]) *string {
	if !o.Set {
		return nil
	}
	return &o.Value
}

func (a *API) createContact(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[contactBody](w, r, false, "contact", "body")
	if err != nil {
		return err
	}
	draft, err := in.draft()
	if err != nil {
		return err
	}
	c, err := a.Contacts.Create(r.Context(), by, draft)
	if err != nil {
		return err
	}
	return onePage(w, &c)
}

func onePage(w http.ResponseWriter, c *portfolio.Contact) error {
	api.Version(w, c.Version)
	return api.JSON(w, http.StatusOK, api.Page[contact]{Count: 1, Results: []contact{toContact(c)}})
}

// madeContact answers a contact to who made it before.
func (a *API) madeContact(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	c, err := a.Contacts.One(r.Context(), by, r.PathValue("contact_guid"))
	if err != nil {
		return err
	}
	return onePage(w, &c)
}

func (a *API) oneContact(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "contact_guid")
	if err != nil {
		return err
	}
	c, err := a.Contacts.One(r.Context(), by, guid)
	if err != nil {
		return err
	}
	text, err := pickOf(r).Of(toContact(&c))
	if err != nil {
		return err
	}
	api.Version(w, c.Version)
	return api.JSON(w, http.StatusOK, text)
}

func (a *API) changeContact(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "contact_guid")
	if err != nil {
		return err
	}
	in, err := api.Body[contactBody](w, r, false, "contact", "body")
	if err != nil {
		return err
	}
	draft, err := in.draft()
	if err != nil {
		return err
	}
	draft.GUID = guid
	c, err := a.Contacts.Change(r.Context(), by, draft)
	if err != nil {
		return err
	}
	api.Version(w, c.Version)
	return api.JSON(w, http.StatusOK, toContact(&c))
}

func (a *API) deleteContact(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid, err := api.PathGUID(r, "contact_guid")
	if err != nil {
		return err
	}
	c, err := a.Contacts.Delete(r.Context(), by, guid)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toContact(&c))
}

func (a *API) putContacts(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	text, err := api.Raw(w, r, "contacts", "body")
	if err != nil {
		return err
	}
	var items []json.RawMessage
	if err := json.Unmarshal(text, &items); err != nil || items == nil {
		return fault.New(fault.Invalid, "Invalid data. Expected an array.")
	}
	drafts := make([]portfolio.ContactDraft, len(items))
	for i, item := range items {
		var in contactBody
		if err := api.Decode(w, item, false, &in); err != nil {
			return err
		}
		if drafts[i], err = in.draft(); err != nil {
			return err
		}
	}
	written, err := a.Contacts.Put(r.Context(), by, drafts)
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusCreated, wires(written, toContact))
}
