package identity

import (
	"context"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Sent is a retrieval on its way.
type Sent struct {
	UserGUID string
	Email    string
	Until    time.Time // when the link expires
}

// Send mails the user of an api_connection a link by which it fetches a token.
// A link that was sent before dies.
func (ts *Tokens) Send(ctx context.Context, by actor.Actor, userRef, accessRef string, d TokenDraft) (sent Sent, err error) {
	if err := ts.MayCreate(by); err != nil {
		return Sent{}, err
	}
	now := ts.Now()
	if err := d.check(now); err != nil {
		return Sent{}, err
	}
	if d.JWK != "" {
		return Sent{}, fault.Field("jwk", "cannot be mailed: register it where it belongs")
	}
	err = ts.edit(ctx, by, userRef, accessRef, func(tx *db.Tx, a Access) error {
		life, err := lifeOf(ctx, tx, a.CustomerID)
		if err != nil {
			return err
		}
		if err := life.allows(by, d, now); err != nil {
			return err
		}
		u, err := userByGUID(ctx, tx, a.UserGUID)
		if err != nil {
			return err
		}
		if IsServiceEmail(u.Email) {
			return fault.New(fault.Conflict, "The user of a company token has no mailbox.")
		}
		sent, err = ts.send(ctx, tx, by, u, a, mail.Address{Name: u.FormalName, Email: u.Email}, d)
		if err != nil {
			return err
		}
		return tenant.Outcome(ctx, sent)
	})
	return sent, err
}

// send keeps what the token will be, and mails the link.
func (ts *Tokens) send(ctx context.Context, tx *db.Tx, by actor.Actor, u User, a Access, to mail.Address, d TokenDraft) (Sent, error) {
	if a.Type != APIConnection {
		return Sent{}, errNoTokens
	}
	now := ts.Now()
	_, err := tx.Exec(ctx, `
		insert into token_retrievals (customer_id, access_id, email, allowed_ips, expires_at, is_forever, created_at, created_by)
		values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict (customer_id, access_id) do update set email = excluded.email, allowed_ips = excluded.allowed_ips,
			expires_at = excluded.expires_at, is_forever = excluded.is_forever,
			created_at = excluded.created_at, created_by = excluded.created_by`,
		a.CustomerID, a.ID, to.Email, listText(d.AllowedIPs), d.ExpiresAt, d.Forever, now, nullable(by.UserGUID))
	if err != nil {
		return Sent{}, err
	}
	sent := Sent{UserGUID: u.GUID, Email: to.Email, Until: now.Add(linkLife)}
	if d.ExpiresAt != nil && d.ExpiresAt.Before(sent.Until) {
		sent.Until = *d.ExpiresAt
	}
	link, err := ts.Links.Make(ctx, tx, mail.NewLink{
		CustomerID: a.CustomerID, Kind: mail.TokenLink, Subject: a.key().subject(), ExpiresAt: sent.Until,
	})
	if err != nil {
		return Sent{}, err
	}
	customer, err := tenant.Read(ctx, tx, a.CustomerID)
	if err != nil {
		return Sent{}, err
	}
	life := life{customer.Settings.TokenDays}
	_, err = mail.Queue(ctx, tx, now, mail.Message{
		CustomerID: a.CustomerID, To: to, Language: u.Language, LinkGUID: link,
		Content: mail.TokenRetrieval{
			CustomerName: customer.Name, MakerName: by.FormalName, TokenName: orEmpty(a.Name), Email: to.Email, UserGUID: u.GUID,
		},
	})
	record(ctx, tx, by, a.CustomerID, audit.Event{
		Action: "token.send", Subject: strconv.FormatInt(a.ID, 10),
		Details: map[string]any{"email": to.Email, "expires_at": life.end(d, now), "allowed_ips": d.AllowedIPs},
	})
	return sent, err
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
