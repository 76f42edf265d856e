package collab

import (
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/identity"
	"gatehouse/internal/mail"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// Colleague is somebody of the recipient's organisation who works on a request
// beside it. Before it has accepted, it is an invitation that the recipient's
// side alone knows of.
type Colleague struct {
	CustomerID  int64 // of the request: the sender's
	RequestGUID string
	GUID        string
	HomeID      int64  // the Vendor Access customer that it is a user of
	Invitation  string // the subject of its link: the first colleague that one mail made
	Email       string
	EmailLower  string
	FormalName  string
	InviterGUID string
	InviterName string
	InvitedAt   time.Time
	ExpiresAt   time.Time // of the link
	UserGUID    *string   // once it has accepted
	JoinedAt    *time.Time
	Version     int64
}

const colleagueColumns = `k.customer_id, k.request_guid, k.guid, k.recipient_customer_id, k.invitation, k.email, k.email_lower, k.formal_name,
	k.inviter_guid, k.inviter_name, k.invited_at, k.expires_at, k.user_guid, k.joined_at, k.version`

func (k *Colleague) fields() []any {
	return []any{
		&k.CustomerID, &k.RequestGUID, &k.GUID, &k.HomeID, &k.Invitation, &k.Email, &k.EmailLower, &k.FormalName,
		&k.InviterGUID, &k.InviterName, &k.InvitedAt, &k.ExpiresAt, &k.UserGUID, &k.JoinedAt, &k.Version,
	}
}

// IsIn reports whether the colleague has accepted.
func (k *Colleague) IsIn() bool { return k.JoinedAt != nil }

// Is reports whether the colleague is by itself.
func (k *Colleague) Is(by actor.Actor) bool { return k.UserGUID != nil && *k.UserGUID == by.UserGUID }

// Removable reports whether by, on the recipient's side, may end what the
// colleague has: whoever invited it, the recipient of the request, and itself.
func (k *Colleague) Removable(by actor.Actor, recipient string) bool {
	return by.UserGUID == recipient || by.UserGUID == k.InviterGUID || k.Is(by)
}

// MaxColleagues is how many a request has at most, those included who have not
// answered yet.
const MaxColleagues = 5

// mostAtOnce bounds the requests that one mail invites to.
const mostAtOnce = 50

// colleagueMails is how many colleagues a person may invite in a day.
var colleagueMails = tenant.Budget{Name: "colleagues of", Most: 20, Per: 24 * time.Hour}

// running is the condition that the access which a request gave runs: $1 is the
// customer, $3 now.
const running = `(r.status = 'Active' or r.status = 'Resolved') and r.access_ends_at > $3
	and exists (select 1 from customers cu where cu.id = $1 and cu.is_active)`

// ColleagueDraft is what is asked of whoever invites a colleague.
type ColleagueDraft struct {
	Email      string
	FormalName string
	Everywhere bool // to all that the inviter has received and whose access runs
}

// check tidies the draft and returns what is wrong with it by itself.
func (d *ColleagueDraft) check() error {
	p := fault.Problems{}
	d.FormalName = checkName(p, d.FormalName)
	d.Email = strings.TrimSpace(d.Email)
	length(p, "email", d.Email, maxText)
	d.Email = colleaguesAddress(p, "email", d.Email)
	return p.Err()
}

// checkName tidies how somebody is called.
func checkName(p fault.Problems, name string) string {
	length(p, "formal_name", strings.TrimSpace(name), maxText) // before it is cut
	name = mail.CleanName(name)
	p.Require(name != "", "formal_name", "This field is required.")
	return name
}

// ColleagueDomain returns the domain at which by may invite colleagues, and
// whether there is one: an address at a provider for everybody says nothing about
// who else works there.
func ColleagueDomain(by actor.Actor) (domain string, ok bool) {
	domain = home(strings.ToLower(by.Email))
	return domain, by.CustomerKind == tenant.VendorAccess && !strings.Contains(domain, "@") && !portfolio.IsFreeMail(domain)
}

var (
	errNoColleagues = fault.New(fault.Forbidden, "Your address is at a provider for everybody, so it does not say who your colleagues are.")
	errAnotherHome  = fault.New(fault.Forbidden, "Colleagues are invited with the address by which you were invited yourself.")
	errNoColleague  = fault.New(fault.NotFound, "There is no such colleague.")
	errIsRecipient  = fault.Field("email", "This is whom the request was sent to.")
	errIsColleague  = fault.New(fault.Conflict, "Somebody with this address is among the colleagues already.")
	errColleagues   = fault.New(fault.Conflict, "A request has at most %d colleagues. Remove one first.", MaxColleagues)
	errNotTheirs    = fault.New(fault.Forbidden, "Only who invited a colleague, and who the request was sent to, may remove it.")
	errEndedAccess  = fault.New(fault.Conflict, "The access to this request has ended: nobody can be added any more.")
)

// ColleagueInvitation is what an invited colleague sees before answering.
type ColleagueInvitation struct {
	Link mail.Link
	Home tenant.Customer // of the recipient, and of the colleague
	Asks []ColleagueAsk  // what it is asked to work on, and still could
	Who  Colleague       // its name, its address and who invites it
}

// ColleagueAsk is a request that a colleague is invited to.
type ColleagueAsk struct {
	Colleague
	AccessEndsAt     time.Time
	Runs             bool // the access does
	RequesterName    string
	RequesterCompany string
	CustomerName     string
	CompanyName      string
	Reason           Reason
	Message          string
	Findings         int64
}

// Open reports whether the invitation can still be answered.
func (i *ColleagueInvitation) Open(now time.Time) bool {
	return i.Link.Live() && len(i.Asks) > 0 && i.Who.ExpiresAt.After(now)
}

// ColleagueAnswer is how an invited colleague proves and says what it wants.
type ColleagueAnswer struct {
	Secret string // of the link
	Code   string // the six digits in the mail
	identity.Answering
	FormalName string
	Terms      bool
	Stop       Stop // of a refusal
}

// readersOf selects everybody who reads a request on the recipient's side: the
// recipient and its colleagues. $1 and $2 are the request.
const readersOf = `
	select r.recipient_customer_id, r.recipient_guid from access_requests r
	where r.customer_id = $1 and r.guid = $2 and r.recipient_guid is not null
	union all
	select k.recipient_customer_id, k.user_guid from request_colleagues k
	where k.customer_id = $1 and k.request_guid = $2 and k.user_guid is not null`
