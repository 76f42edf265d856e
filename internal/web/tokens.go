package web

import (
	"net/http"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
)

// tokensView shows one's own API tokens, without their secrets.
type tokensView struct {
	page
	Notice   phrase
	Accesses []tokenAccess
}

func (tokensView) file() string { return "tokens.html" }

// tokenAccess is an access for programs.
type tokenAccess struct {
	ID     string
	Name   phrase
	Make   string // where a new token is asked for; "" if that is for others
	Tokens []tokenRow
}

type tokenRow struct {
	Text           phrase // as much of the secret as is kept, or of the key's thumbprint
	State          state
	Facts          []fact
	Rotate, Revoke string // "" of one that has ended
}

const tokensPath = "/account/tokens"

// overlap is how many hours the old token works on after one was rotated here.
const overlap = 24

var tokenNotices = map[string]phrase{"revoked": say("The token is revoked. Nothing can be done with it any more.")}

func (c *Web) tokens(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	own, err := c.Tokens.Own(r.Context(), by)
	if err != nil {
		return err
	}
	v := newTokens(by, own, c.Tokens.MayCreate(by) == nil, c.Now())
	v.Notice = tokenNotices[r.URL.Query().Get("done")]
	return render(w, r, http.StatusOK, v)
}

func newTokens(by actor.Actor, own []identity.OwnAccess, mayMake bool, now time.Time) tokensView {
	v := tokensView{page: console(by, say("API tokens"), "account")}
	for _, a := range own {
		access := tokenAccess{ID: strconv.FormatInt(a.ID, 10), Name: plain(a.Name)}
		if a.Name == "" {
			access.Name = say("Without a name")
		}
		base := tokensPath + "/" + access.ID
		if mayMake {
			access.Make = base
		}
		for _, t := range a.Tokens {
			access.Tokens = append(access.Tokens, newTokenRow(&t, base+"/"+t.GUID, now))
		}
		v.Accesses = append(v.Accesses, access)
	}
	return v
}

func newTokenRow(t *identity.Token, base string, now time.Time) tokenRow {
	row := tokenRow{Text: plain("gth_" + t.Prefix + "…" + t.Last4), State: state{"active", say("Live")}}
	if t.JWK != "" {
		row.Text = say("Key %s…%s", t.Prefix, t.Last4)
	}
	row.Facts = known(fact{Name: say("Created"), Value: sayTime(&t.CreatedAt)}, fact{Name: say("Expires"), Value: or(sayTime(t.ExpiresAt), say("Never"))}, fact{Name: say("Last used"), Value: or(sayTime(t.LastUsedAt), say("Never"))})
	if t.LastUsedIP != nil {
		row.Facts = append(row.Facts, fact{Name: say("From"), Value: plain(*t.LastUsedIP)})
	}
	switch {
	case t.RevokedAt != nil:
		row.State = state{"inactive", say("Revoked")}
	case t.ExpiresAt != nil && !t.ExpiresAt.After(now):
		row.State = state{"inactive", say("Expired")}
	case t.ReplacedBy != nil:
		row.State, row.Revoke = state{"pending", say("Replaced")}, base+"/revoke"
	case t.JWK != "": // its secret is elsewhere
		row.Revoke = base + "/revoke"
	default:
		row.Rotate, row.Revoke = base+"/rotate", base+"/revoke"
	}
	return row
}

// makeToken shows a new token, to who has proven itself lately.
func (c *Web) makeToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := c.Sessions.Fresh(r.Context(), by); err != nil {
		return err
	}
	_, secret, err := c.Tokens.Create(r.Context(), by, by.UserGUID, r.PathValue("access"), identity.TokenDraft{AllowedIPs: []string{}})
	if err != nil {
		return err
	}
	v := newSecret(console(by, say("Your new API token"), "account"), secret)
	v.Foot = say("Whoever has this token can do what it can do. If it gets into wrong hands, revoke it.")
	v.Lead = say("Copy it to where it will be used. It is shown here and never again.")
	return render(w, r, http.StatusOK, v)
}

func (c *Web) changeToken(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	access, guid := r.PathValue("access"), r.PathValue("token")
	switch r.PathValue("action") {
	case "revoke": // it only takes away
		if err := c.Tokens.Revoke(r.Context(), by, by.UserGUID, access, guid, ""); err != nil {
			return err
		}
		return see(w, r, tokensPath+"?done=revoked")
	case "rotate":
		if err := c.Sessions.Fresh(r.Context(), by); err != nil {
			return err
		}
		_, secret, err := c.Tokens.Rotate(r.Context(), by, by.UserGUID, access, guid, overlap)
		if err != nil {
			return err
		}
		v := newSecret(console(by, say("Your new API token"), "account"), secret)
		v.Foot = say("The old token works for one more day. Whoever has this one can do what it can do: if it gets into wrong hands, revoke it.")
		return render(w, r, http.StatusOK, v)
	}
	return fault.New(fault.NotFound, "That cannot be done to a token.")
}
