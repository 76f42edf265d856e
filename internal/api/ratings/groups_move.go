package ratings

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/tenant"
)

// movedCompanies are those of which that was not so before.
type movedCompanies struct {
	Removed []string `json:"removed"`
	Added   []string `json:"added"`
}

func toMovedCompanies(m tenant.Moved) movedCompanies {
	return movedCompanies{append([]string{}, m.Removed...), append([]string{}, m.Added...)}
}

// moveGroupCompanies takes companies out of one group and puts them into another.
func (a *API) moveGroupCompanies(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := tenant.NeedAssign(by); err != nil {
		return err
	}
	in, err := api.Body[struct {
		Companies []string        `json:"companies"`
		From      api.Opt[string] `json:"from"`
		To        api.Opt[string] `json:"to"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	moved, err := a.Groups.Move(r.Context(), by, tenant.CompanyMove{Companies: in.Companies, From: in.From.Value, To: in.To.Value})
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toMovedCompanies(moved))
}

// reckoning is the arithmetic of moving what is reserved.
type reckoning struct {
	SubscriptionType string          `json:"subscription_type"`
	Count            int64           `json:"count"`
	Groups           []reckonedGroup `json:"groups"`
	Licence          *int64          `json:"licence"` // null: unlimited
	Before           licenceSum      `json:"before"`
	After            licenceSum      `json:"after"`
	Done             bool            `json:"done"`
}

type reckonedGroup struct {
	groupRef
	Used   int64  `json:"total_used_quota"`
	Before *int64 `json:"allocated_before"`
	After  *int64 `json:"allocated_after"`
}

type licenceSum struct {
	Allocated int64  `json:"allocated"`
	Shared    int64  `json:"used_of_the_rest"`
	Remainder *int64 `json:"remainder"` // null: unlimited
}

// moveGroupQuota moves what is reserved between groups, or with dry_run says what
// that would be.
func (a *API) moveGroupQuota(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	in, err := api.Body[struct {
		Type   string          `json:"subscription_type"`
		From   api.Opt[string] `json:"from"`
		To     api.Opt[string] `json:"to"`
		Count  int64           `json:"count"`
		DryRun bool            `json:"dry_run"`
	}](w, r, false, "body")
	if err != nil {
		return err
	}
	move := a.Groups.MoveQuota
	if in.DryRun {
		move = a.Groups.ForeseeQuota
	}
	sum, err := move(r.Context(), by, tenant.QuotaMove{Type: in.Type, From: in.From.Value, To: in.To.Value, N: in.Count})
	if err == nil {
		err = sum.Err()
	}
	if err != nil {
		return err
	}
	return api.JSON(w, http.StatusOK, toReckoning(*sum))
}

func toReckoning(sum tenant.Reckoning) reckoning {
	out := reckoning{
		SubscriptionType: sum.Move.Type, Count: sum.Move.N, Groups: []reckonedGroup{}, Licence: sum.Licence.Licence, Done: sum.IsDone,
		Before: toSum(&sum.Licence), After: toSum(&sum.After),
	}
	for _, l := range sum.Lines {
		out.Groups = append(out.Groups, reckonedGroup{groupRef{l.GUID, l.Name}, l.Used, l.Before, l.After})
	}
	return out
}

func toSum(l *tenant.Licence) licenceSum { return licenceSum{l.Allocated, l.SharedUsed, l.Remaining()} }
