package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity/saml"
	"gatehouse/internal/jobs"
)

// The metadata of an IdP may be kept up to date from an address. Nothing is
// fetched inside a transaction, and what cannot be used changes nothing.

const (
	metadataAge    = 24 * time.Hour // after which it is fetched again
	metadataAtOnce = 100
	noMetadata     = "cannot be fetched: %s"
)

// Work registers the job that keeps metadata up to date.
func (is *IDPs) Work(r *jobs.Runner) {
	jobs.Every(r, "identity.metadata", time.Hour, is.RefreshAll)
}

// fetchFor fills in the metadata of a change that only names its address.
func (is *IDPs) fetchFor(ctx context.Context, ch *IDPChange) error {
	if orEmpty(ch.MetadataURL) == "" || ch.Metadata != nil {
		return nil
	}
	text, err := is.fetch(ctx, *ch.MetadataURL)
	if err == nil {
		ch.Metadata = &text
	}
	return err
}

// fetchNew is fetchFor where the address is another one than before.
func (is *IDPs) fetchNew(ctx context.Context, by actor.Actor, guid string, ch *IDPChange) error {
	if orEmpty(ch.MetadataURL) == "" || ch.Metadata != nil {
		return nil
	}
	before, err := oneIDP(ctx, is.DB, by.CustomerID, guid)
	if err != nil || before.Protocol != SAML || before.MetadataURL == *ch.MetadataURL {
		return err
	}
	return is.fetchFor(ctx, ch)
}

func (is *IDPs) fetch(ctx context.Context, address string) (string, error) {
	if is.Fetch == nil {
		return "", fault.Field("metadata_url", noMetadata, fault.Word("this program fetches nothing"))
	}
	body, err := is.Fetch.Get(ctx, address)
	if err != nil {
		return "", fault.Field("metadata_url", noMetadata, fault.Why(err))
	}
	return string(body), nil
}

var errNoMetadataURL = fault.New(fault.Conflict, "This IdP has no metadata_url.")

// Refresh fetches the metadata of an IdP from its address, now.
func (is *IDPs) Refresh(ctx context.Context, by actor.Actor, guid string) (IDP, error) {
	if err := mayChangeIDPs(by); err != nil {
		return IDP{}, err
	}
	i, err := oneIDP(ctx, is.DB, by.CustomerID, guid)
	if err != nil {
		return IDP{}, err
	}
	if err := fresh(ctx, is.DB, is.Now, by); err != nil {
		return IDP{}, err
	}
	if i.MetadataURL == "" {
		return IDP{}, errNoMetadataURL
	}
	return is.refresh(ctx, by, i)
}

// refresh fetches, and takes what is still about the same entity: another one is
// for somebody to say.
func (is *IDPs) refresh(ctx context.Context, by actor.Actor, i IDP) (IDP, error) {
	text, err := is.fetch(ctx, i.MetadataURL)
	if err != nil {
		return IDP{}, err
	}
	m, err := saml.ParseMetadata(text, is.Now())
	if err != nil {
		return IDP{}, fault.Field("metadata", "cannot be used: it %s", fault.Why(err))
	}
	if m.EntityID != i.EntityID {
		return IDP{}, fault.New(fault.Conflict, "The metadata at metadata_url is of another entity than this IdP.")
	}
	return is.Change(ctx, by, i.GUID, IDPChange{Metadata: &text})
}

// RefreshAll fetches the metadata that is older than a day. Of several nodes one
// does it.
func (is *IDPs) RefreshAll(ctx context.Context) error {
	now := is.Now()
	due, err := db.All(ctx, is.DB, (*IDP).fields, `
		select `+idpColumns+` from `+idpTables+`
		where i.is_enabled and i.metadata_url <> '' and (i.metadata_at is null or i.metadata_at <= $1)
		order by i.customer_id, i.guid limit $2`, now.Add(-metadataAge), metadataAtOnce)
	if err != nil {
		return err
	}
	for _, i := range due {
		n, err := is.DB.Exec(ctx, `
			update idps set metadata_at = $3
			where customer_id = $1 and guid = $2 and (metadata_at is null or metadata_at <= $4)`, i.CustomerID, i.GUID, now, now.Add(-metadataAge))
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		if _, err := is.refresh(ctx, actor.System(i.CustomerID), i); err != nil {
			if err := is.noteRefused(ctx, i, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// noteRefused records that newer metadata could not be taken. What is not the
// IdP's fault is the job's, which is run again.
func (is *IDPs) noteRefused(ctx context.Context, i IDP, why error) error {
	f, ok := errors.AsType[*fault.Error](why)
	if !ok || f.Kind == fault.Unavailable {
		return why
	}
	return is.DB.Tx(ctx, func(tx *db.Tx) error {
		audit.Record(ctx, tx, actor.System(i.CustomerID), i.CustomerID, audit.Event{
			Action: "idp.metadata_refused", Subject: i.GUID, Details: map[string]any{"reason": f.Detail, "metadata_url": i.MetadataURL},
		})
		return nil
	})
}
