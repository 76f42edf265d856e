package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/fault"
)

// eventView is one event with everything that is kept of it.
type eventView struct {
	page
	Seq         string
	Does        phrase
	Facts       []fact
	Details     []fact
	NoDetails   phrase
	Chain       []fact
	Alike, Next string // all of this action; all of this subject
	Calls       []apiCall
}

func (eventView) file() string { return "event.html" }

func (c *Web) event(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	seq, err := strconv.ParseInt(r.PathValue("seq"), 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "There is no such event.")
	}
	e, err := c.Events.One(r.Context(), by, seq)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, c.newEvent(by, &e))
}

var accessNames = map[string]phrase{
	"ui_connection": say("Password"), "sso_connection": say("Single sign-on"), "api_connection": say("API"), "profile": say("Profile"),
}

func (c *Web) newEvent(by actor.Actor, e *audit.Recorded) eventView {
	v := eventView{
		page: console(by, inWords(e.Action), "audit"), Seq: strconv.FormatInt(e.Seq, 10), Does: inWords(e.Action),
		Facts: known(
			fact{Name: say("When"), Value: plain(e.At.UTC().Format("2006-01-02 15:04:05.000000") + " UTC")},
			fact{Name: say("Who"), Value: whoDid(e)}, fact{Name: say("E-mail"), Value: plain(e.UserEmail)},
			fact{Name: say("Access used"), Value: accessOf(e)}, fact{Name: say("From where"), Value: plain(e.From())},
			fact{Name: say("What it happened to"), Value: plain(aboutOf(e).Text)}, fact{Name: say("Recorded as"), Value: plain(e.Action)},
		),
		Details: detailsOf(e),
		Chain: known(
			fact{Name: say("Guid of the event"), Value: plain(e.GUID)}, fact{Name: say("Guid of what it happened to"), Value: plain(e.Subject)},
			fact{Name: say("Hash of the details"), Value: plain(e.DetailsHash)}, fact{Name: say("Hash in the chain"), Value: sealOf(e)},
		),
		Alike: recordPath + "?action=" + e.Action,
		Calls: []apiCall{c.call(say("Read this event"), "GET", "/ratings/v1/events/"+strconv.FormatInt(e.Seq, 10), nil)},
	}
	if e.Subject != "" {
		v.Next = recordAsk{subject: e.Subject}.at(0)
	}
	switch {
	case e.Erased():
		v.NoDetails = say("The details of this event were erased, as the settings of retention say. Their hash stays in the chain.")
	case len(v.Details) == 0:
		v.NoDetails = say("There is nothing more to this event.")
	}
	return v
}

func accessOf(e *audit.Recorded) phrase {
	if e.AccessID == 0 {
		return nil
	}
	number := strconv.FormatInt(e.AccessID, 10)
	if name := accessNames[e.AccessType]; name != nil {
		return say("%s, number %s", name, number)
	}
	return say("Number %s, which is gone", number)
}

func sealOf(e *audit.Recorded) phrase {
	return or(plain(e.Hash), say("Not sealed yet: that takes a second."))
}

// detailsOf are the details of an event as lines. They are the program's own
// words, in every language.
func detailsOf(e *audit.Recorded) (lines []fact) {
	var all map[string]any
	if json.Unmarshal(e.Details, &all) != nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		lines = append(lines, fact{Name: plain(strings.ReplaceAll(name, "_", " ")), Value: plain(written(all[name]))})
	}
	return lines
}

// written is a value of JSON as text.
func written(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case nil:
		return "–"
	}
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(text)
}

// checkView is the newest check of the record.
type checkView struct {
	page
	State     state
	Heading   phrase
	Lead      phrase
	Facts     []fact
	Findings  []findingRow
	More      phrase
	IsRunning bool
	Calls     []apiCall
}

func (checkView) file() string { return "check.html" }

type findingRow struct {
	Seq  string
	Text phrase
}

// findingWords say what is wrong with an event.
var findingWords = map[string]phrase{
	"changed":         say("Was changed: its hash does not follow from it and from the event before."),
	"missing":         say("Is missing."),
	"reordered":       say("Stands in another place than it was written in."),
	"unsealed":        say("Was never sealed into the chain."),
	"cut off":         say("Was cut off from the end."),
	"details changed": say("Has other details than were recorded."),
}

// again is how long a page waits that shows a check on its way.
const again = 3 * time.Second

func (c *Web) recordCheck(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	k, err := c.Events.Checked(r.Context(), by)
	if err != nil {
		return err
	}
	v := c.newCheck(by, k)
	if v.IsRunning {
		w.Header().Set("Refresh", strconv.Itoa(int(again.Seconds())))
	}
	return render(w, r, http.StatusOK, v)
}

func (c *Web) newCheck(by actor.Actor, k *audit.Check) checkView {
	v := checkView{page: console(by, say("Check of the record"), "audit"), Calls: []apiCall{
		c.call(say("Check the record"), "POST", "/ratings/v1/events/verify", nil),
		c.call(say("How far the check is"), "GET", "/ratings/v1/events/verify", nil),
	}}
	if k == nil {
		v.State, v.Heading = state{"inactive", say("Not checked")}, say("The record has not been checked yet")
		v.Lead = say("A check computes the chain of hashes over all events again, and compares it with the ends that were noted outside the database.")
		return v
	}
	v.Facts = known(
		fact{Name: say("Begun"), Value: sayMoment(&k.StartedAt)}, fact{Name: say("Events looked at"), Value: say("%d of %d", k.Events, max(k.Until, k.Events))},
		fact{Name: say("Newest event then"), Value: plain(strconv.FormatInt(k.Until, 10))}, fact{Name: say("Hash at the end"), Value: plain(k.Hash)},
	)
	for _, f := range k.Findings {
		v.Findings = append(v.Findings, findingRow{strconv.FormatInt(f.Seq, 10), or(findingWords[f.Problem], plain(f.Problem))})
	}
	if more := k.Wrong - int64(len(k.Findings)); more > 0 {
		v.More = count(more, "And %d more.", "And %d more.")
	}
	v.judge(k)
	return v
}

// judge says what the check means, and what to do.
func (v *checkView) judge(k *audit.Check) {
	v.IsRunning = k.EndedAt == nil
	switch {
	case k.Wrong > 0:
		v.State, v.Heading = state{"declined", say("Damaged")}, say("The record is not as it was written")
		v.Lead = say("Somebody with access to the database may have changed it. Keep the database as it is, ask your operator to run gatehouse audit verify with the ends that were noted elsewhere, and compare with a backup from before.")
	case v.IsRunning:
		v.State, v.Heading = state{"pending", say("Running")}, say("The record is being checked")
		v.Lead = say("You can leave this page: the check goes on, and its result stays here.")
	default:
		v.State, v.Heading = state{"active", say("Intact")}, say("The record is as it was written")
		v.Lead = say("Every event follows from the one before, none is missing, and the details that are kept are those that were recorded.")
	}
}
