package identity

import (
	"context"
	"strconv"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/jobs"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// Who asks for a new password is told nothing and written to, if there is
// anybody. Everybody's question is the same row in the queue; who has the
// address is found out later, by a job.

// A link that somebody asked for works for as long as the most that one person
// is mailed are counted: a stranger who uses them up leaves the last one working.
const forgottenLife = activationsPer

// How many may ask from one address, and from the network around it.
var (
	forgottenFromAddress = tenant.Budget{Name: "forgotten passwords from address", Most: 10, Per: time.Hour}
	forgottenFromNetwork = tenant.Budget{Name: "forgotten passwords from network", Most: 60, Per: time.Hour}
)

// lost is a password that somebody says they have forgotten.
type lost struct {
	Email     string `json:"email"` // as it is compared
	NonceHash string `json:"nonce_hash"`
}

const forgotten jobs.Kind[lost] = "identity.forgotten"

// Work registers the job that answers those who have forgotten their password.
func (ps *Passwords) Work(r *jobs.Runner) { jobs.Handle(r, forgotten, ps.remind) }

// Forgot takes the question of somebody who has forgotten the password of an
// e-mail address. Who asks too often, whatever for, is TooMany.
func (ps *Passwords) Forgot(ctx context.Context, email, ip, nonce string) error {
	if email = plainEmail(email); !mail.ValidAddress(email) {
		return fault.Field("email", "This is not an e-mail address.")
	}
	now, network := ps.Now(), networkOf(ip)
	return ps.DB.Tx(ctx, func(tx *db.Tx) error {
		for _, b := range []struct {
			tenant.Budget
			key string
		}{{forgottenFromAddress, network}, {forgottenFromNetwork, wide(network)}} {
			wait, ok, err := b.Take(ctx, tx, now, b.key, 1)
			if err != nil {
				return err
			}
			if !ok {
				return fault.Wait(fault.TooMany, wait, "New passwords were asked for too often from your network. Try again in %s.", sayWait(wait))
			}
		}
		return forgotten.Add(ctx, tx, lost{email, mail.HashNonce(nonce)})
	})
}

// remind mails a link for every password that an address has, or could have: one
// for each customer, whose mail it is. Who signs in elsewhere, or may not sign in,
// gets none.
func (ps *Passwords) remind(ctx context.Context, l lost) error {
	now := ps.Now()
	found, err := db.All(ctx, ps.DB, (*principal).fields, `
		select `+principalColumns+`
		from directory d
		join accesses a on a.user_guid = d.ref and a.type = 'ui_connection'`+
		principalTables+`
		where d.kind = 'email' and d.hash = $2
		order by a.customer_id, a.id`, now, hashOf(l.Email))
	if err != nil {
		return err
	}
	for _, p := range found {
		if !p.live(now) {
			continue
		}
		err := ps.DB.Tx(ctx, func(tx *db.Tx) error {
			return ps.mailForgotten(ctx, tx, p.actor, l.NonceHash)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// mailForgotten mails one link, unless the access was mailed enough within a day.
// It may run twice: the older link dies.
func (ps *Passwords) mailForgotten(ctx context.Context, tx *db.Tx, owner actor.Actor, nonceHash string) error {
	now, key := ps.Now(), accessKey{owner.CustomerID, owner.AccessID}
	u, err := lockUser(ctx, tx, actor.System(owner.UserCustomerID), owner.UserGUID)
	if err != nil {
		return err
	}
	sent, err := db.Value[int](ctx, tx, `
		select count(*) from links where customer_id = $1 and kind = $2 and subject = $3 and created_at > $4`,
		key.customerID, mail.SetPasswordLink, key.subject(), now.Add(-activationsPer))
	if err != nil || sent >= maxActivations {
		return err
	}
	link, err := ps.Links.Make(ctx, tx, mail.NewLink{
		CustomerID: key.customerID, Kind: mail.SetPasswordLink, Subject: key.subject(),
		ExpiresAt: now.Add(forgottenLife), NonceHash: nonceHash,
	})
	if err != nil {
		return err
	}
	_, err = mail.Queue(ctx, tx, now, mail.Message{
		CustomerID: key.customerID, To: mail.Address{Name: u.FormalName, Email: u.Email}, Language: u.Language, LinkGUID: link,
		Content: mail.PasswordForgotten{CustomerName: owner.CustomerName, FormalName: u.FormalName},
	})
	audit.Record(ctx, tx, actor.System(key.customerID), key.customerID, audit.Event{
		Action: "password.forgotten", Subject: strconv.FormatInt(key.id, 10),
	})
	return err
}
