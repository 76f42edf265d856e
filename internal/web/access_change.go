package web

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/tenant"
)

func (c *Web) changeAccess(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.accessDesk(r, by)
	if err != nil {
		return err
	}
	form, err := c.formOfAccess(r, by, &d)
	if err != nil {
		return err
	}
	form.read(r)
	if err = c.saveAccess(r.Context(), by, &d, &form); err == nil {
		return see(w, r, usersPath+"/"+d.user.GUID+"/accesses/"+strconv.FormatInt(d.access.ID, 10)+"?done=saved")
	}
	if !form.complain(err) {
		return err
	}
	return render(w, r, refusalStatus(fault.Of(err)), c.newAccessPage(by, &d, form, newTokenAsk()))
}

// saveAccess does what the form says, unless somebody was faster: it holds every
// role, and would take away what was given meanwhile.
func (c *Web) saveAccess(ctx context.Context, by actor.Actor, d *accessDesk, form *accessForm) error {
	if err := c.Sessions.Fresh(ctx, by); err != nil {
		return err
	}
	if version, err := strconv.ParseInt(form.Version, 10, 64); err == nil {
		ctx = tenant.WithVersions(ctx, []int64{version})
	}
	_, err := c.Accesses.Change(ctx, by, d.user.GUID, strconv.FormatInt(d.access.ID, 10), form.change(&d.access.Access))
	if fault.Is(err, fault.PreconditionFailed) {
		form.Version = versionOf(&d.access.Access)
		return fault.New(fault.Conflict, "The access has changed since. Look at it as it is now, and send the form again.")
	}
	return err
}

// deleteAccess ends an access, for who has proven itself lately.
func (c *Web) deleteAccess(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	guid := r.PathValue("guid")
	err := c.Accesses.Delete(r.Context(), by, guid, r.PathValue("access"))
	if err == nil {
		return see(w, r, usersPath+"/"+guid+"?done=gone")
	}
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	d, failed := c.accessDesk(r, by)
	if failed != nil {
		return failed
	}
	form, failed := c.formOfAccess(r, by, &d)
	if failed != nil {
		return failed
	}
	form.complain(err)
	return render(w, r, http.StatusConflict, c.newAccessPage(by, &d, form, newTokenAsk()))
}

// tokensDesk is the tokens of an access for programs.
type tokensDesk struct {
	Rows    []theirToken
	Action  string // where one is made; "" if that is for others
	Owner   string // to whom the way to one can be mailed; "" is nobody
	MayLast bool   // without end
	Form    tokenAsk
}

// theirToken is a token of somebody else, with what can be done to it.
type theirToken struct {
	tokenRow
	GUID     string
	Networks string
	Reason   string // why it was revoked
	Overlaps []option
}

// tokenAsk is what a token is made of. Its fields have the names of the API's.
type tokenAsk struct {
	Wrong                      *wrong
	IsStale                    bool
	ExpiresAt, Forever, Allows field
}

func newTokenAsk() tokenAsk {
	return tokenAsk{
		ExpiresAt: field{ID: "token-expires", Name: "expires_at", Label: say("Last day"), Type: "date", Autocomplete: "off", MaxLength: 10, Hint: say("Empty is a year, or as long as your organisation lets tokens live.")},
		Forever:   field{ID: "token-forever", Name: "forever", Label: say("It never expires")},
		Allows:    field{ID: "token-networks", Name: "allowed_ips", Label: say("Networks that it works from"), Rows: 2, Autocomplete: "off", Hint: say("Addresses or networks, one a line, such as 192.0.2.0/24. Empty is everywhere.")},
	}
}

func (f *tokenAsk) fields() []*field { return []*field{&f.ExpiresAt, &f.Forever, &f.Allows} }

func (f *tokenAsk) draft(r *http.Request) (d identity.TokenDraft, err error) {
	for _, in := range f.fields() {
		in.Value = r.PostFormValue(in.Name)
	}
	d = identity.TokenDraft{Forever: f.Forever.Value != "", AllowedIPs: strings.FieldsFunc(f.Allows.Value, func(c rune) bool {
		return c == ',' || c == '\n' || c == '\r' || c == ' '
	})}
	if f.ExpiresAt.Value != "" && !d.Forever {
		day, err := time.Parse(time.DateOnly, f.ExpiresAt.Value)
		if err != nil {
			return d, fault.Field("expires_at", "must be a date such as 2026-01-31, today or later")
		}
		end := day.AddDate(0, 0, 1) // the last day counts
		d.ExpiresAt = &end
	}
	return d, nil
}

// overlaps are the hours that an old token can work on.
var overlaps = []int{0, 1, 24, 72, 168}

func (c *Web) newTokensDesk(by actor.Actor, d *accessDesk, base string, form tokenAsk) *tokensDesk {
	desk := &tokensDesk{Form: form, MayLast: by.IsAdmin()}
	may := d.within == nil || d.user.GUID == by.UserGUID
	if may && c.Tokens.MayCreate(by) == nil {
		desk.Action = base + "/tokens"
		if !d.user.IsService {
			desk.Owner = d.user.Email
		}
	}
	for i := range d.tokens {
		t := &d.tokens[i]
		row := theirToken{tokenRow: newTokenRow(t, base+"/tokens/"+t.GUID, c.Now()), GUID: t.GUID, Networks: strings.Join(t.AllowedIPs, ", "), Reason: textOf(t.RevokeReason)}
		if !may {
			row.Rotate = ""
			if !by.IsAdmin() {
				row.Revoke = ""
			}
		}
		for _, hours := range overlaps {
			row.Overlaps = append(row.Overlaps, option{strconv.Itoa(hours), count(int64(hours), "%d hour", "%d hours"), hours == overlap})
		}
		row.Overlaps[0].Name = say("Not at all")
		desk.Rows = append(desk.Rows, row)
	}
	return desk
}

// makeTheirToken makes a token of somebody's access and shows it once, or mails
// its owner the way to it.
func (c *Web) makeTheirToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.accessDesk(r, by)
	if err != nil {
		return err
	}
	form := newTokenAsk()
	draft, err := form.draft(r)
	access := strconv.FormatInt(d.access.ID, 10)
	base := usersPath + "/" + d.user.GUID + "/accesses/" + access
	if err == nil {
		err = c.Sessions.Fresh(r.Context(), by)
	}
	if err == nil && r.PostFormValue("do") == "send" {
		if _, err = c.Tokens.Send(r.Context(), by, d.user.GUID, access, draft); err == nil {
			return see(w, r, base+"?done=sent")
		}
	} else if err == nil {
		var secret string
		if _, secret, err = c.Tokens.Create(r.Context(), by, d.user.GUID, access, draft); err == nil {
			return c.showTheirSecret(w, r, by, &d, secret, say("Whoever has this token can do what it can do. If it gets into wrong hands, revoke it."))
		}
	}
	return c.tokenRefused(w, r, by, &d, form, err)
}

func (c *Web) tokenRefused(w http.ResponseWriter, r *http.Request, by actor.Actor, d *accessDesk, form tokenAsk, err error) error {
	said := formFault(err, fault.Conflict, fault.Forbidden)
	if said == nil {
		return err
	}
	form.IsStale = stale(err)
	form.Wrong = complain(said, form.fields()...)
	access, err := c.formOfAccess(r, by, d)
	if err != nil {
		return err
	}
	return render(w, r, refusalStatus(said), c.newAccessPage(by, d, access, form))
}

// showTheirSecret shows a secret once, with the way back to the access.
func (c *Web) showTheirSecret(w http.ResponseWriter, r *http.Request, by actor.Actor, d *accessDesk, secret string, foot phrase) error {
	v := newSecret(console(by, say("The new API token of %s", d.user.FormalName), "users"), secret)
	v.Heading, v.Foot = v.Title, foot
	v.Lead = say("Copy it to where it will be used. It is shown here and never again.")
	v.Back = &way{say("Back to the access"), usersPath + "/" + d.user.GUID + "/accesses/" + strconv.FormatInt(d.access.ID, 10)}
	return render(w, r, http.StatusOK, v)
}

func (c *Web) changeTheirToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	d, err := c.accessDesk(r, by)
	if err != nil {
		return err
	}
	ctx, user, access, guid := r.Context(), d.user.GUID, strconv.FormatInt(d.access.ID, 10), r.PathValue("token")
	switch r.PathValue("action") {
	case "revoke": // it only takes away
		if err = c.Tokens.Revoke(ctx, by, user, access, guid, r.PostFormValue("reason")); err == nil {
			return see(w, r, usersPath+"/"+user+"/accesses/"+access+"?done=revoked")
		}
	case "rotate":
		hours, wrong := strconv.Atoi(cmp.Or(r.PostFormValue("overlap_hours"), strconv.Itoa(overlap)))
		if wrong != nil {
			hours = -1 // which the verb refuses in its own words
		}
		if err := c.Sessions.Fresh(ctx, by); err != nil {
			return err
		}
		var secret string
		if _, secret, err = c.Tokens.Rotate(ctx, by, user, access, guid, hours); err == nil {
			foot := say("The old token works no more. If this one gets into wrong hands, revoke it.")
			if hours > 0 {
				foot = count(int64(hours), "The old token works for %d more hour. If this one gets into wrong hands, revoke it.", "The old token works for %d more hours. If this one gets into wrong hands, revoke it.")
			}
			return c.showTheirSecret(w, r, by, &d, secret, foot)
		}
	default:
		return fault.New(fault.NotFound, "That cannot be done to a token.")
	}
	return c.tokenRefused(w, r, by, &d, newTokenAsk(), err)
}
