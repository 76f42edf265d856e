package identity

import (
	"context"
	"errors"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Rehearsal is what would come of what an IdP says about somebody.
type Rehearsal struct {
	Opens    bool
	Why      fault.Text // it does not
	IsNew    bool       // a user would be made
	UserName string     // of who has this identity here
	Email    string     // that the mapping reads
	Name     string
	Role     actor.Role // that the mapping leads to; "" leaves it
	Group    string     // its name; "" leaves it
	Roles    []string   // that the access would begin with, or get with the role
}

// Rehearse tells what an IdP's mapping makes of a subject and its attributes, and
// whether that would open anything. Nothing is believed and nothing is changed:
// no signature is checked, since nobody is let in.
func (is *IDPs) Rehearse(ctx context.Context, by actor.Actor, guid, subject string, attributes map[string][]string) (r Rehearsal, err error) {
	if err := mayChangeIDPs(by); err != nil {
		return r, err
	}
	idp, err := oneIDP(ctx, is.DB, by.CustomerID, strings.ToLower(guid))
	if err != nil {
		return r, err
	}
	m := idp.Mapping.of(attributes, idp.DefaultGroup)
	r.Email, r.Name, r.Role = m.email, m.formal, m.role
	if r.Name == "" {
		r.Name = strings.TrimSpace(m.first + " " + m.last)
	}
	if r.Group, err = is.groupName(ctx, idp, m.group); err != nil {
		return r, err
	}
	if r.Role != "" {
		r.Roles = actor.Usual(r.Role)
	}
	if !isSubject(subject) {
		r.Why = fault.Text{Format: "It does not say who it is: the NameID of SAML, the sub of OpenID Connect."}
		return r, nil
	}
	if !idp.IsEnabled {
		r.Why = fault.Text{Format: "It is disabled: nobody signs in at it."}
		return r, nil
	}
	return r, is.rehearse(ctx, idp, subject, attributes, &r)
}

func (is *IDPs) groupName(ctx context.Context, idp IDP, group *string) (string, error) {
	if group == nil {
		return "", nil
	}
	guid := *group
	if guid == "" {
		var err error
		if guid, _, err = tenant.DefaultGroup(ctx, is.DB, idp.CustomerID); err != nil {
			return "", err
		}
	}
	name, err := db.Value[string](ctx, is.DB, `select name from groups where customer_id = $1 and guid = $2`, idp.CustomerID, guid)
	if errors.Is(err, db.ErrNone) {
		return "", nil
	}
	return name, err
}

// rehearse finds who would arrive, as [Sessions.Arrive] does.
func (is *IDPs) rehearse(ctx context.Context, idp IDP, subject string, attributes map[string][]string, r *Rehearsal) error {
	now := is.Now()
	u, err := db.One(ctx, is.DB, (*User).fields, `
		select `+userColumns+` from `+userTables+`
		where u.deleted_at is null and u.guid in (
			select a.user_guid from accesses a
			where a.customer_id = $1 and a.type = 'sso_connection' and a.idp_guid = $2 and a.sso_id = $3)`, idp.CustomerID, idp.GUID, subject)
	if err == nil {
		r.UserName, r.Opens = u.FormalName, u.works(today(now))
		if !r.Opens {
			r.Why = fault.Text{Format: "The user is locked, or has expired."}
		}
		return nil
	}
	if !errors.Is(err, db.ErrNone) {
		return err
	}
	if !idp.IsJIT {
		r.Why = fault.Text{Format: "Nobody here has this identity, and newcomers get no user. Give a user an access by single sign-on with it."}
		return nil
	}
	r.IsNew = true
	d, err := draftOf(idp, Arrival{CustomerID: idp.CustomerID, IDP: idp.GUID, Subject: subject, Attributes: attributes})
	if err == nil {
		err = d.check(now)
	}
	if err != nil {
		r.Why = fault.Text{Format: "It does not say a name and an e-mail address that can be used."}
		return nil //nolint:nilerr // why it opens nothing is the answer
	}
	taken, err := db.Value[int64](ctx, is.DB, `
		select count(*) from users where customer_id = $1 and email_lower = $2 and deleted_at is null`, idp.CustomerID, strings.ToLower(d.Email))
	if r.Opens = err == nil && taken == 0; taken > 0 {
		r.Why = fault.Text{Format: "Somebody here has the e-mail address already: a newcomer never takes another's user."}
	}
	if r.Role == "" {
		r.Roles = actor.Usual(actor.User)
	}
	return err
}
