package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"gatehouse/internal/audit"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/tenant"
)

// auditHeads is where the ends of the record are noted.
func (h *house) auditHeads() string {
	if h.service.AuditHeads != "" {
		return h.service.AuditHeads
	}
	return h.store.inData("audit-heads.jsonl")
}

// knownHeads are the ends of a customer's record that this node has noted.
func (h *house) knownHeads(_ context.Context, customerID int64) ([]audit.Head, error) {
	f, err := os.Open(h.auditHeads())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := audit.ReadHeads(f)
	return slices.DeleteFunc(all, func(head audit.Head) bool { return head.Customer != customerID }), err
}

// keepers are what erases what a customer does not want kept for good.
func keepers() []tenant.Keeper {
	return []tenant.Keeper{
		{What: "mails", Days: func(s *tenant.Settings) int { return s.KeepMails }, Erase: mail.Forget},
		{What: "notifications", Days: func(s *tenant.Settings) int { return s.KeepNotifications }, Erase: identity.ForgetNotifications},
		{What: "event_details", Days: func(s *tenant.Settings) int { return s.KeepEventDetails }, Erase: audit.ForgetDetails},
	}
}
