package web

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/identity/oidc"
)

// trialView is what a test of an identity provider found, or what a rehearsal of
// an arrival came to.
type trialView struct {
	page
	Base, Name string
	Wrong      *wrong
	Headline   phrase
	Checks     []checkRow
	Addresses  []fact // of this server, to compare with
	Subject    field
	Said       field
	Outcome    *outcome
	SCIM       string // a call to try
	Calls      []apiCall
}

func (trialView) file() string { return "idp_trial.html" }

type checkRow struct {
	State state
	Found phrase
	Do    phrase
}

// outcome is what would come of somebody who arrives.
type outcome struct {
	State state
	Why   phrase
	Facts []fact
}

var checkStates = map[string]state{
	identity.Good: {"active", say("Good")}, identity.Warning: {"pending", say("Look at it")}, identity.Bad: {"declined", say("Wrong")},
}

const scimTry = "curl -H \"Authorization: Bearer $SCIM_TOKEN\" "

// testIDP looks at an identity provider as signing in would. It asks others, so a
// button begins it and not a link.
func (c *Web) testIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	checks, err := c.IDPs.Test(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	idp, err := c.IDPs.One(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, c.newTrial(by, &idp, checks))
}

func (c *Web) newTrial(by actor.Actor, i *identity.IDP, checks []identity.Check) trialView {
	v := trialView{
		page: console(by, say("Test of %s", i.Name), "identity-providers"), Base: idpsPath + "/" + i.GUID, Name: i.Name, Addresses: c.addressesFor(by, i),
		Subject: field{ID: "subject", Name: "subject", Label: say("Who it is there"), Hint: say("The NameID of SAML. Of OpenID Connect it is read from the claims, as sub."), Type: "text", Autocomplete: "off", MaxLength: 255},
		Said: field{
			ID: "said", Name: "said", Label: say("What the identity provider says"), Rows: 8, Required: true, Autocomplete: "off",
			Hint: say("The claims as JSON, an ID token, an assertion as XML, or lines such as groups = Purchasing. No signature is checked, since nobody is let in; nothing is kept."),
		},
	}
	bad := 0
	for _, k := range checks {
		row := checkRow{State: checkStates[k.State], Found: ofText(k.Found)}
		if k.Advice.Format != "" {
			row.Do = ofText(k.Advice)
		}
		if k.State != identity.Good {
			bad++
		}
		if strings.HasPrefix(k.Code, "scim") {
			v.SCIM = scimTry + quoted(c.PublicURL+"/scim/v2/Users?count=1")
		}
		v.Checks = append(v.Checks, row)
	}
	if v.Headline = say("All is as it should be, as far as it can be seen from here."); bad > 0 {
		v.Headline = count(int64(bad), "%d point needs a look.", "%d points need a look.")
	}
	v.Calls = []apiCall{c.call(say("Test it"), "POST", "/ratings/v1/idps/"+i.GUID+"/test", nil)}
	return v
}

// rehearseIDP tells what would come of what an identity provider says.
func (c *Web) rehearseIDP(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	idp, err := c.IDPs.One(r.Context(), by, r.PathValue("guid"))
	if err != nil {
		return err
	}
	v := c.newTrial(by, &idp, nil)
	v.Headline = nil
	v.Subject.Value, v.Said.Value = r.PostFormValue("subject"), r.PostFormValue("said")
	said, err := readSaid(v.Said.Value)
	if err == nil {
		subject := strings.TrimSpace(v.Subject.Value)
		if sub := said["sub"]; subject == "" && len(sub) > 0 {
			subject = sub[0]
		}
		var came identity.Rehearsal
		if came, err = c.IDPs.Rehearse(r.Context(), by, idp.GUID, subject, said); err == nil {
			v.Outcome = sayRehearsal(&came)
			return render(w, r, http.StatusOK, v)
		}
	}
	f := formFault(err)
	if f == nil {
		return err
	}
	v.Wrong = complain(f, &v.Subject, &v.Said)
	v.page = v.failed(v.Wrong)
	return render(w, r, http.StatusUnprocessableEntity, v)
}

func sayRehearsal(r *identity.Rehearsal) *outcome {
	o := &outcome{State: state{"active", say("Would get in")}}
	if !r.Opens {
		o.State, o.Why = state{"declined", say("Would not get in")}, ofText(r.Why)
	}
	who := or(plain(r.UserName), say("Nobody yet"))
	if r.IsNew && r.Opens {
		who = say("A new user")
	}
	rights := make([]phrase, 0, len(r.Roles))
	for _, id := range r.Roles {
		rights = append(rights, plain(id))
	}
	role := say("Stays as it is")
	if r.Role != "" {
		role = sayRole(r.Role)
	}
	o.Facts = known(
		fact{say("Who it is here"), who}, fact{say("Name"), or(plain(r.Name), say("It says none"))}, fact{say("E-mail"), or(plain(r.Email), say("It says none"))},
		fact{say("Role"), role}, fact{say("Access group"), or(plain(r.Group), say("Stays as it is"))}, fact{say("Roles of the access"), listed(rights...)},
	)
	return o
}

var errSaid = fault.Field("said", "cannot be read: it is neither JSON nor XML nor lines with an equals sign")

// readSaid reads what somebody pasted of what an identity provider says.
func readSaid(text string) (map[string][]string, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return nil, fault.Field("said", "must be set")
	case strings.HasPrefix(text, "{"):
		return orUnread(oidc.Claims([]byte(text)))
	case strings.HasPrefix(text, "<"):
		return attributesIn(text)
	case strings.HasPrefix(text, "ey") && strings.Count(text, ".") == 2:
		payload, err := base64.RawURLEncoding.DecodeString(strings.Split(text, ".")[1])
		if err != nil {
			return nil, errSaid
		}
		return orUnread(oidc.Claims(payload))
	}
	said := make(map[string][]string)
	for line := range strings.Lines(text) {
		name, value, ok := strings.Cut(line, "=")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return nil, errSaid
		}
		said[name] = append(said[name], strings.TrimSpace(value))
	}
	return said, nil
}

func orUnread(said map[string][]string) (map[string][]string, error) {
	if said == nil {
		return nil, errSaid
	}
	return said, nil
}

// attributesIn reads the attributes of an assertion, and its NameID as sub. It
// reads names and texts alone, so nothing in it is followed.
func attributesIn(text string) (map[string][]string, error) {
	said := make(map[string][]string)
	d := xml.NewDecoder(bytes.NewReader([]byte(text)))
	name, inside := "", ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return said, nil
		}
		if err != nil {
			return nil, errSaid
		}
		switch t := token.(type) {
		case xml.StartElement:
			inside = t.Name.Local
			if inside == "Attribute" {
				for _, a := range t.Attr {
					if a.Name.Local == "Name" {
						name = a.Value
					}
				}
			}
		case xml.EndElement:
			inside = ""
		case xml.CharData:
			value := strings.TrimSpace(string(t))
			switch {
			case value == "":
			case inside == "NameID":
				said["sub"] = []string{value}
			case inside == "AttributeValue" && name != "":
				said[name] = append(said[name], value)
			}
		}
	}
}
