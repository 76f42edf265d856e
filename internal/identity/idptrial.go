package identity

import (
	"context"
	"slices"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// The states of a check.
const (
	Good    = "good"
	Warning = "warning"
	Bad     = "bad"
)

// Check is one point of a trial of an IdP: what was found, and what to do if it
// is not as it should be.
type Check struct {
	Code   string
	State  string // Good, Warning, Bad
	Found  fault.Text
	Advice fault.Text // without a format if there is nothing to do
}

// trial collects the checks of an IdP. It changes nothing here and sends nothing
// but questions that everybody may ask, each through the one guard.
type trial struct {
	is     *IDPs
	idp    IDP
	now    time.Time
	checks []Check
}

const (
	trialFor     = 20 * time.Second // for all of it
	endsSoon     = 30 * 24 * time.Hour
	clockWarning = 30 * time.Second
	clockBad     = 3 * time.Minute
)

// Test looks at an IdP as signing in would: whether it can be reached, says what
// it is, and has keys that work; and at what it calls by SCIM with.
func (is *IDPs) Test(ctx context.Context, by actor.Actor, guid string) ([]Check, error) {
	if err := mayChangeIDPs(by); err != nil {
		return nil, err
	}
	i, err := oneIDP(ctx, is.DB, by.CustomerID, strings.ToLower(guid))
	if err != nil {
		return nil, err
	}
	t := &trial{is: is, idp: i, now: is.Now()}
	within, cancel := context.WithTimeout(ctx, trialFor)
	defer cancel()
	t.settings()
	if i.Protocol == OIDC {
		t.provider(within)
	} else {
		t.metadata(within)
	}
	t.mapping()
	return t.checks, t.scim(ctx, by)
}

func (t *trial) add(code, state string, found, advice fault.Text) {
	t.checks = append(t.checks, Check{code, state, found, advice})
}

func (t *trial) good(code string, found fault.Text) {
	var nothing fault.Text
	t.add(code, Good, found, nothing)
}

func (t *trial) settings() {
	if t.idp.IsEnabled {
		t.good("enabled", fault.Text{Format: "It is enabled."})
	} else {
		t.add("enabled", Bad, fault.Text{Format: "It is disabled: nobody signs in at it."}, fault.Text{Format: "Enable it in its settings."})
	}
	if t.idp.HasSignedIn {
		t.good("used", fault.Text{Format: "Somebody has signed in at it."})
	} else {
		t.add("used", Warning, fault.Text{Format: "Nobody has signed in at it yet."},
			fault.Text{Format: "Compare the addresses of this server with those that were entered there, then sign in from another browser."})
	}
}

func (t *trial) mapping() {
	m := &t.idp.Mapping
	switch {
	case t.idp.IsJIT && (m.Email == "" || !m.names()):
		t.add("mapping", Bad, fault.Text{Format: "Newcomers are to get a user, but it is not said where their name and e-mail address stand."}, fault.Text{Format: "Name the attributes, or claims, in its settings."})
	case !t.idp.IsJIT:
		t.good("mapping", fault.Text{Format: "Only whom an administrator gave an access gets in."})
	default:
		t.good("mapping", fault.Text{Format: "Newcomers get a user by their name and e-mail address."})
	}
}

// scim looks at the tokens that the IdP calls by SCIM with, if it has any.
func (t *trial) scim(ctx context.Context, by actor.Actor) error {
	tokens, err := (&SCIMTokens{DB: t.is.DB, Now: t.is.Now}).List(ctx, by, t.idp.GUID)
	if err != nil || len(tokens) == 0 {
		return err
	}
	i := slices.IndexFunc(tokens, func(s SCIMToken) bool { return s.Live(t.now) })
	if i < 0 {
		t.add("scim_token", Bad, fault.Text{Format: "No token for SCIM works any more: the IdP cannot look after its people."}, fault.Text{Format: "Make one, and enter it at the IdP."})
		return nil
	}
	t.good("scim_token", fault.Text{Format: "A token for SCIM works."})
	last := tokens[i].LastUsedAt
	for _, s := range tokens {
		if s.LastUsedAt != nil && (last == nil || s.LastUsedAt.After(*last)) {
			last = s.LastUsedAt
		}
	}
	if last == nil {
		t.add("scim_used", Warning, fault.Text{Format: "The IdP has never called by SCIM."}, fault.Text{Format: "Let the IdP test the connection, or try the call below."})
	} else {
		t.good("scim_used", fault.Text{Format: "The IdP last called by SCIM on %s.", Args: []any{last.UTC().Format("2006-01-02 15:04 UTC")}})
	}
	made := scimCaller{SCIMToken: tokens[i]}
	made.makerAccess, err = db.Value[int64](ctx, t.is.DB, `select maker_access from scim_tokens where customer_id = $1 and guid = $2`, by.CustomerID, made.GUID)
	if err != nil {
		return err
	}
	maker, err := makerOf(ctx, t.is.DB, &made, t.now)
	switch {
	case err != nil:
		return err
	case maker == nil || !maker.IsAdmin():
		t.add("scim_maker", Warning, fault.Text{Format: "Whoever made the token is no live admin any more: it gives no role and no group that needs one."}, fault.Text{Format: "Rotate it: the new one gives what you hold."})
	default:
		t.good("scim_maker", fault.Text{Format: "What it gives ends at what %s holds, who made it.", Args: []any{maker.FormalName}})
	}
	return nil
}
