package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// groupDoings says what was done to groups.
var groupDoings = map[string]func(n int64) phrase{
	"made": func(int64) phrase { return say("The group is there. Put companies and users into it.") },
	"moved": func(n int64) phrase {
		return count(n, "%d company was moved.", "%d companies were moved.")
	},
	"put": func(n int64) phrase {
		return count(n, "%d company was put into the group.", "%d companies were put into the group.")
	},
	"taken": func(n int64) phrase {
		return count(n, "%d company was taken out of the group.", "%d companies were taken out of the group.")
	},
	"regrouped": func(n int64) phrase {
		return count(n, "%d user is in another group now.", "%d users are in another group now.")
	},
	"unmoved":  func(int64) phrase { return say("Nothing changed: it was so already.") },
	"undone":   func(int64) phrase { return say("It is as it was before.") },
	"saved":    func(int64) phrase { return say("Your changes are saved.") },
	"deleted":  func(int64) phrase { return say("The group is deleted.") },
	"quota":    func(n int64) phrase { return count(n, "%d subscription was moved.", "%d subscriptions were moved.") },
	"released": func(int64) phrase { return say("The group has nothing reserved any more: it shares what is left.") },
}

// groupDone reads from the address of a page what led there. back is where an
// undo leads.
func groupDone(q url.Values, back string) *done {
	doing := groupDoings[q.Get("done")]
	if doing == nil {
		return nil
	}
	n, err := strconv.ParseInt(q.Get("n"), 10, 64)
	if err != nil || n < 0 {
		n = 0
	}
	d := &done{Text: doing(n), Back: back}
	if guid := q.Get("undo"); portfolio.IsGUID(guid) {
		d.Undo = groupsPath + "/undo/" + guid
	}
	return d
}

// groupUndo is what takes back what was done to groups. It is kept where nobody
// but who did it finds it.
type groupUndo struct {
	Moves []tenant.CompanyMove `json:"moves,omitempty"`
	Users []identity.Placing   `json:"users,omitempty"`
	Quota *tenant.QuotaMove    `json:"quota,omitempty"`

	Group   string              `json:"group,omitempty"` // that gets this back
	Change  *tenant.GroupChange `json:"change,omitempty"`
	Version int64               `json:"version,omitempty"` // unless it has changed since; 0: whatever it has become
}

const groupUndoKind = "group-undo"

// undoOfMove is the move the other way round.
func undoOfMove(m tenant.CompanyMove, moved tenant.Moved) *groupUndo {
	u := &groupUndo{}
	added, removed := slices.Sorted(slices.Values(moved.Added)), slices.Sorted(slices.Values(moved.Removed))
	if len(added) > 0 && slices.Equal(added, removed) {
		u.Moves = []tenant.CompanyMove{{Companies: added, From: m.To, To: m.From}}
		return u
	}
	if len(added) > 0 {
		u.Moves = append(u.Moves, tenant.CompanyMove{Companies: added, From: m.To})
	}
	if len(removed) > 0 {
		u.Moves = append(u.Moves, tenant.CompanyMove{Companies: removed, To: m.From})
	}
	return u
}

// tellGroup leads back to a page and has it say what was done, and offer to undo
// it.
func (c *Web) tellGroup(w http.ResponseWriter, r *http.Request, by actor.Actor, back, what string, n int64, undo *groupUndo) error {
	v := url.Values{"done": {what}}
	if n > 0 {
		v.Set("n", strconv.FormatInt(n, 10))
	}
	if undo != nil {
		body, err := json.Marshal(undo)
		if err != nil {
			return err
		}
		guid, err := c.Uploads.Keep(r.Context(), by, groupUndoKind, "", body)
		if err != nil {
			return err
		}
		v.Set("undo", guid)
	}
	join := "?"
	if strings.Contains(back, "?") {
		join = "&"
	}
	return see(w, r, back+join+v.Encode())
}

// groupBack is the page that a form came from, without what was done there.
func groupBack(r *http.Request) string {
	u, err := url.Parse(local(r.PostFormValue("back")))
	if err != nil || !strings.HasPrefix(u.Path, groupsPath) && !strings.HasPrefix(u.Path, portfolioPath) && !strings.HasPrefix(u.Path, "/companies/") {
		return groupsPath
	}
	q := u.Query()
	for _, name := range []string{"done", "n", "undo"} {
		q.Del(name)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// undoGroups takes back what was done. Rights and rules are those of now.
func (c *Web) undoGroups(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	ctx := r.Context()
	kept, err := c.Uploads.One(ctx, by, groupUndoKind, r.PathValue("guid"))
	if err != nil {
		return err
	}
	var u groupUndo
	if err := json.Unmarshal(kept.Body, &u); err != nil {
		return err
	}
	if err := c.takeBack(ctx, by, &u); err != nil {
		return err
	}
	if err := c.Uploads.Drop(ctx, by, kept.GUID); err != nil {
		return err
	}
	return c.tellGroup(w, r, by, groupBack(r), "undone", 0, nil)
}

func (c *Web) takeBack(ctx context.Context, by actor.Actor, u *groupUndo) error {
	var err error
	switch {
	case u.Moves != nil:
		_, err = c.Groups.Moves(ctx, by, u.Moves)
	case u.Users != nil:
		_, err = c.Users.Regroup(ctx, by, u.Users)
	case u.Quota != nil:
		_, err = c.Groups.MoveQuota(ctx, by, *u.Quota)
	case u.Change != nil:
		if u.Version > 0 {
			ctx = tenant.WithVersions(ctx, []int64{u.Version})
		}
		_, err = c.Groups.Change(ctx, by, u.Group, *u.Change)
		if fault.Is(err, fault.PreconditionFailed) {
			err = fault.New(fault.Conflict, "The group has changed since.")
		}
	}
	return err
}
