package collab

import (
	"context"
	"errors"

	"gatehouse/internal/db"
)

// Document is a request as outbox and inbox answer it: the fields of the
// document "GET: Collaboration Outbox", in its order, then those that Gatehouse
// adds. It is written with the row, so that a list only copies text.
type Document struct {
	GUID                  string          `json:"guid"`
	CCs                   *string         `json:"ccs"`
	RequesterGUID         string          `json:"requester_guid"`
	RequesterEmail        string          `json:"requester_email"`
	RequesteeFirstName    string          `json:"requestee_first_name"`
	RequesteeLastName     string          `json:"requestee_last_name"`
	RequesterFirstName    string          `json:"requester_first_name"`
	RequesterLastName     string          `json:"requester_last_name"`
	RequesterFriendlyName string          `json:"requester_friendly_name"`
	RequesterFormalName   string          `json:"requester_formal_name"`
	RequesterCompanyGUID  string          `json:"requester_company_guid"`
	RequesterCompanyName  string          `json:"requester_company_name"`
	RequesterCustomerGUID string          `json:"requester_customer_guid"`
	RequesterCustomerName string          `json:"requester_customer_name"`
	RequesteeFriendlyName string          `json:"requestee_friendly_name"`
	RequesteeFormalName   string          `json:"requestee_formal_name"`
	RequesteeEmail        string          `json:"requestee_email"`
	RequesteePhone        string          `json:"requestee_phone"`
	RequesteeCompanyGUID  string          `json:"requestee_company_guid"`
	RequesteeCompanyName  string          `json:"requestee_company_name"`
	RequesteeTOSDate      *string         `json:"requestee_tos_date"`
	RequesteeLastLogin    *string         `json:"requestee_last_login"`
	Message               string          `json:"message"`
	Notes                 *string         `json:"notes"`
	CreatedDate           string          `json:"created_date"`
	CreatedTime           string          `json:"created_time"`
	EmailSentDate         *string         `json:"email_sent_date"`
	CanResendEmail        bool            `json:"can_resend_email"`
	HubspotStatus         string          `json:"hubspot_status"`
	Status                Status          `json:"status"`
	IsReal                bool            `json:"is_real"`
	HasSharedObservations bool            `json:"has_shared_observations"`
	HasPreferredContact   bool            `json:"has_preferred_contact"`
	SharedObservations    int64           `json:"shared_observations_count"`
	InvitationDuration    int             `json:"invitation_duration"`
	TrialDuration         int64           `json:"trial_duration"`
	Reason                Reason          `json:"reason"`
	Context               documentContext `json:"context"`
	ResolvedBy            *documentPerson `json:"resolved_by"`
	ResolvedDate          *string         `json:"resolved_date"`
	RecipientAccess       string          `json:"recipient_customer_access"`
	ThirdParties          Parties         `json:"third_parties"`
	HasPreferredContacts  bool            `json:"has_preferred_contacts"`
	Awaiting              *Awaiting       `json:"awaiting"`
	ExpiresDate           *string         `json:"expires_date"`
	AccessEndDate         *string         `json:"access_end_date"`
	SentCount             int64           `json:"sent_count"`
	MailStatus            *string         `json:"mail_status"`
	Link                  string          `json:"link"`
	Forwards              []documentPass  `json:"forwards,omitempty"`
}

type documentContext struct {
	Date        *string          `json:"date"`
	Rating      *int64           `json:"rating"`
	RiskVectors []documentVector `json:"risk_vectors"`
}

type documentVector struct {
	RiskVector struct {
		Slug string `json:"slug"`
	} `json:"risk_vector"`
	Grade *string `json:"grade"`
}

// documentPass is one time that the invitation was passed on. Who did that is
// blank where it came from the preferred contact.
type documentPass struct {
	Date           string `json:"date"`
	FromFormalName string `json:"from_formal_name"`
	FromEmail      string `json:"from_email"`
	ToFormalName   string `json:"to_formal_name"`
	ToEmail        string `json:"to_email"`
}

type documentPerson struct {
	GUID       string `json:"guid"`
	FormalName string `json:"formal_name"`
}

// names are what a document shows of others: snapshots, refreshed by a job.
type names struct {
	email, first, last, friendly, formal string // of the requester
	language                             string // and what it is written to in
	customerGUID, customer               string
	ownCompanyGUID, ownCompany           string
	company                              string
	preferred                            bool
	search                               string // as it was written last, as the next two
	lowerCompany, lowerEmail             string
	colleagues                           int64 // of the recipient, who are in or invited
	forwards                             []Forward
}

const (
	senderColumns = `coalesce(u.email, ''), coalesce(u.firstname, ''), coalesce(u.lastname, ''),
		coalesce(u.friendly_name, ''), coalesce(u.formal_name, ''), coalesce(u.language, ''),
		cu.guid, cu.name, cu.company_guid, cu.company_name`

	companyColumns = `co.name,
		exists (select 1 from contacts p where p.customer_id = co.customer_id and p.company_guid = co.guid and p.is_preferred)`

	nameColumns = senderColumns + `, ` + companyColumns
)

// sender returns where to scan the requester and its customer.
func (n *names) sender() []any {
	return []any{
		&n.email, &n.first, &n.last, &n.friendly, &n.formal, &n.language,
		&n.customerGUID, &n.customer, &n.ownCompanyGUID, &n.ownCompany,
	}
}

func (n *names) fields() []any { return append(n.sender(), &n.company, &n.preferred) }

// read returns a request with the names that its document shows.
func read(ctx context.Context, c db.Conn, customerID int64, guid string) (Request, names, error) {
	return readAs(ctx, c, customerID, guid, "")
}

// readHeld is [read] so that nobody else changes the request until tx ends. SQLite
// has one writer at a time.
func readHeld(ctx context.Context, tx *db.Tx, customerID int64, guid string) (Request, names, error) {
	if tx.Dialect() == db.Postgres {
		return readAs(ctx, tx, customerID, guid, ` for no key update of r`)
	}
	return read(ctx, tx, customerID, guid)
}

func readAs(ctx context.Context, c db.Conn, customerID int64, guid, lock string) (Request, names, error) {
	type row struct {
		Request
		names
	}
	one, err := db.One(ctx, c, func(x *row) []any {
		return append(append(x.Request.fields(), x.names.fields()...), &x.search, &x.lowerCompany, &x.lowerEmail, &x.colleagues)
	}, `
		select `+columns+`, `+nameColumns+`, r.search, r.company_name, r.shown_email, r.colleagues
		from access_requests r
		join customers cu on cu.id = r.customer_id
		join companies co on co.customer_id = r.customer_id and co.guid = r.company_guid
		left join users u on u.guid = r.requester_guid
		where r.customer_id = $1 and r.guid = $2`+lock, customerID, guid)
	if err == nil && one.ForwardCount > 0 {
		one.forwards, err = forwardsOf(ctx, c, customerID, guid)
	}
	return one.Request, one.names, err
}

// notFound turns an absent row into a fault.
func notFound(err error) error {
	if errors.Is(err, db.ErrNone) {
		return errNotFound
	}
	return err
}
