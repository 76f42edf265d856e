package identity

import (
	"context"
	"errors"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// A retrieval is a token that is made when it is fetched: whoever arranges it
// never holds the secret, and nothing that opens anything is stored or mailed
// before. The mail carries a link with a code; using it makes the token.

// waiting is a token that waits to be fetched, with the principal that it will
// be of.
type waiting struct {
	principal
	email     string
	networks  []string
	expires   *time.Time
	isForever bool
}

func (w *waiting) fields() []any {
	return append(w.principal.fields(), &w.email, (*ipList)(&w.networks), &w.expires, &w.isForever)
}

// waitingFor returns what waits for an access, or db.ErrNone.
func waitingFor(ctx context.Context, c db.Conn, now time.Time, k accessKey) (waiting, error) {
	return db.One(ctx, c, (*waiting).fields, `
		select `+principalColumns+`, w.email, w.allowed_ips, w.expires_at, w.is_forever
		from token_retrievals w
		join accesses a on a.customer_id = w.customer_id and a.id = w.access_id`+principalTables+`
		where w.customer_id = $2 and w.access_id = $3`, now, k.customerID, k.id)
}

var (
	errNoTokens = fault.New(fault.Conflict, "Only an api_connection has tokens.")

	// errRetrieval is the one answer to whatever is wrong with a retrieval.
	errRetrieval = fault.New(fault.NotFound,
		"This auth_token is not known here or works no more, or it does not belong to this e-mail address and user.")
)

// Retrieve makes the token that waits for whoever holds the ticket of a mail and
// knows to whom it was sent and whose the token is. Whatever is wrong, the answer
// is the same, costs the same statements, and counts as a wrong code.
func (ts *Tokens) Retrieve(ctx context.Context, ticket, email, userGUID string) (secret string, err error) {
	token, code := mail.SplitTicket(ticket)
	link, err := ts.Links.Look(ctx, token)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return "", err
	}
	if link.Kind != mail.TokenLink {
		link = mail.Link{} // of another kind: its codes are not counted here
	}
	key, _ := parseSubject(link.Subject) // nobody's, if there is none
	w, err := waitingFor(ctx, ts.DB, ts.Now(), key)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return "", err
	}
	right := err == nil && link.Live() && link.Opens(token, code) && w.live(ts.Now()) &&
		strings.EqualFold(email, w.email) && strings.EqualFold(userGUID, w.actor.UserGUID)
	if err := ts.try(ctx, link, right); err != nil {
		return "", err
	}
	if !right {
		return "", errRetrieval
	}
	secret, err = ts.Fetch(ctx, token, code)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Invalid) { // somebody was faster
		return "", errRetrieval
	}
	return secret, err
}

// tries is how often one address may try to fetch tokens.
var tries = tenant.Budget{Name: "retrievals from", Most: 30, Per: time.Hour}

// try counts a try of the caller's address, and a wrong one against the link.
func (ts *Tokens) try(ctx context.Context, link mail.Link, right bool) error {
	return ts.DB.Tx(ctx, func(tx *db.Tx) error {
		wait, ok, err := tries.Take(ctx, tx, ts.Now(), networkOf(actor.IP(ctx)), 1)
		if err != nil {
			return err
		}
		if !ok {
			return fault.Wait(fault.TooMany, wait, "Too many tries to fetch a token from this address.")
		}
		if right {
			return nil
		}
		return ts.Links.Miss(ctx, tx, link)
	})
}

// Fetch makes the token that a link waits with. Its secret is returned here and
// never again.
func (ts *Tokens) Fetch(ctx context.Context, token, code string) (secret string, err error) {
	link, err := checkLink(ctx, ts.Links, mail.TokenLink, token, code, "")
	if err != nil {
		return "", err
	}
	err = ts.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := ts.Links.Spend(ctx, tx, link); err != nil {
			return err
		}
		key, err := parseSubject(link.Subject)
		if err != nil {
			return err
		}
		now := ts.Now()
		w, err := waitingFor(ctx, tx, now, key)
		if err != nil {
			return orNotFound(err)
		}
		if !w.live(now) {
			return errNotFound
		}
		a, err := accessByKey(ctx, tx, key)
		if err != nil {
			return err
		}
		life, err := lifeOf(ctx, tx, key.customerID)
		if err != nil {
			return err
		}
		end := life.cut(life.end(TokenDraft{ExpiresAt: w.expires, Forever: w.isForever}, now), now)
		_, secret, err = ts.insert(ctx, tx, w.as(actor.IP(ctx)), a, newToken{expires: end, networks: w.networks})
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `delete from token_retrievals where customer_id = $1 and access_id = $2`, key.customerID, key.id)
		return err
	})
	return secret, err
}

// Waiting is what the page of a mailed link may show before its code is given.
type Waiting struct {
	CustomerName string
	State        mail.LinkState
}

// Look returns what a link to fetch a token is for, and changes nothing.
func (ts *Tokens) Look(ctx context.Context, token string) (Waiting, error) {
	return ts.look(ctx, mail.TokenLink, token)
}

func (ts *Tokens) look(ctx context.Context, kind, token string) (Waiting, error) {
	link, err := ts.Links.Look(ctx, token)
	if err != nil {
		return Waiting{}, err
	}
	if link.Kind != kind {
		return Waiting{}, errNotFound
	}
	name, err := customerName(ctx, ts.DB, link.CustomerID)
	return Waiting{CustomerName: name, State: link.State}, err
}
