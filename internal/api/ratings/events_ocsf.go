package ratings

import (
	"bufio"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
)

// Events as OCSF, the Open Cybersecurity Schema Framework (https://schema.ocsf.io),
// version 1.3.0: one JSON object a line, each of a class of category 3, Identity &
// Access Management. What people do with companies, requests and settings is
// Entity Management.
const (
	ocsfVersion = "1.3.0"
	ocsfIAM     = 3

	accountChange    = 3001
	authentication   = 3002
	entityManagement = 3004
	userAccess       = 3005
	groupManagement  = 3006
)

type ocsfEvent struct {
	ActivityID   int            `json:"activity_id"`
	ActivityName string         `json:"activity_name"`
	CategoryUID  int            `json:"category_uid"`
	CategoryName string         `json:"category_name"`
	ClassUID     int            `json:"class_uid"`
	ClassName    string         `json:"class_name"`
	TypeUID      int            `json:"type_uid"` // class_uid * 100 + activity_id
	SeverityID   int            `json:"severity_id"`
	Severity     string         `json:"severity"`
	StatusID     int            `json:"status_id"`
	Status       string         `json:"status"`
	Time         int64          `json:"time"` // milliseconds since 1970
	Message      string         `json:"message"`
	Metadata     ocsfMetadata   `json:"metadata"`
	Actor        *ocsfActor     `json:"actor,omitempty"`
	User         *ocsfUser      `json:"user,omitempty"`
	Entity       *ocsfEntity    `json:"entity,omitempty"`
	Group        *ocsfGroup     `json:"group,omitempty"`
	Privileges   []string       `json:"privileges,omitempty"`
	Service      *ocsfService   `json:"service,omitempty"`
	SrcEndpoint  *ocsfEndpoint  `json:"src_endpoint,omitempty"`
	IsRemote     *bool          `json:"is_remote,omitempty"`
	Unmapped     map[string]any `json:"unmapped,omitempty"`
}

type ocsfMetadata struct {
	Version   string      `json:"version"`
	Product   ocsfProduct `json:"product"`
	UID       string      `json:"uid"`
	EventCode string      `json:"event_code"`
	Sequence  int64       `json:"sequence"`
	LogName   string      `json:"log_name"`
	TenantUID string      `json:"tenant_uid"`
}

type ocsfProduct struct {
	Name       string `json:"name"`
	VendorName string `json:"vendor_name"`
}

type ocsfActor struct {
	User    *ocsfUser `json:"user,omitempty"`
	AppName string    `json:"app_name,omitempty"` // the server itself, or an IdP
}

type ocsfUser struct {
	UID       string `json:"uid"`
	Name      string `json:"name,omitempty"`
	EmailAddr string `json:"email_addr,omitempty"`
}

type ocsfEntity struct {
	UID  string          `json:"uid"`
	Type string          `json:"type"`
	Name string          `json:"name,omitempty"`
	Data json.RawMessage `json:"data,omitempty"`
}

type ocsfGroup struct {
	UID string `json:"uid"`
}

type ocsfService struct {
	Name string `json:"name"`
}

type ocsfEndpoint struct {
	IP string `json:"ip"`
}

func toOCSF(r *audit.Recorded, customer string) ocsfEvent {
	does := activityOf(r.Action)
	e := ocsfEvent{
		ActivityID: does.id, ActivityName: does.name, CategoryUID: ocsfIAM, CategoryName: "Identity & Access Management",
		ClassUID: does.class, ClassName: ocsfClasses[does.class], TypeUID: does.class*100 + does.id,
		SeverityID: 1, Severity: "Informational", StatusID: 1, Status: "Success",
		Time: r.At.UnixMilli(), Message: r.Action,
		Metadata: ocsfMetadata{
			Version: ocsfVersion, Product: ocsfProduct{"Gatehouse", "Gatehouse"}, UID: r.GUID, EventCode: r.Action, Sequence: r.Seq,
			LogName: "events", TenantUID: customer,
		},
		Actor: ocsfActorOf(r),
	}
	if slices.Contains(audit.Refusals, r.Action) {
		e.SeverityID, e.Severity, e.StatusID, e.Status = 3, "Medium", 2, "Failure"
	}
	if ip := r.From(); ip != "" && !strings.Contains(ip, "/") {
		e.SrcEndpoint = &ocsfEndpoint{ip}
	}
	e.about(r)
	return e
}

func ocsfActorOf(r *audit.Recorded) *ocsfActor {
	switch {
	case r.User == "":
		return &ocsfActor{AppName: "Gatehouse"}
	case strings.HasPrefix(r.User, "SCIM of IdP "):
		return &ocsfActor{AppName: r.User}
	}
	return &ocsfActor{User: &ocsfUser{r.User, r.UserName, r.UserEmail}}
}

// about says what it happened to, as the class wants it.
func (e *ocsfEvent) about(r *audit.Recorded) {
	switch e.ClassUID {
	case authentication:
		e.User, e.Service, e.IsRemote = userOf(r), &ocsfService{"Gatehouse"}, new(true)
	case accountChange:
		e.User = userOf(r)
	case userAccess:
		e.User, e.Privileges = userOf(r), []string{"API"}
	case groupManagement:
		e.Group, e.Privileges = &ocsfGroup{r.Subject}, []string{audit.Noun(r.Action)}
	default:
		e.Entity = &ocsfEntity{UID: r.Subject, Type: audit.Noun(r.Action), Name: r.Detail("name"), Data: r.Details}
		return
	}
	var details any
	if json.Unmarshal(r.Details, &details) == nil && details != nil {
		e.Unmapped = map[string]any{"details": details}
	}
}

// userOf is whom an event is about: the user that its details name, else its subject.
func userOf(r *audit.Recorded) *ocsfUser {
	switch {
	case r.Detail("user") != "":
		return &ocsfUser{UID: r.Detail("user"), EmailAddr: r.Detail("email")}
	case r.Subject == r.User && r.User != "":
		return &ocsfUser{r.User, r.UserName, r.UserEmail}
	}
	return &ocsfUser{UID: r.Subject, EmailAddr: r.Detail("email")}
}

// ocsfEvents streams what the filter leaves, one JSON object a line.
func (a *API) ocsfEvents(w http.ResponseWriter, r *http.Request, by actor.Actor, f audit.Filter) error {
	f.Limit = min(f.Limit, audit.MostEvents)
	out, started := bufio.NewWriterSize(w, 64<<10), false
	enc := json.NewEncoder(out)
	err := a.Events.Each(r.Context(), by, f, func(e *audit.Recorded) error {
		if !started {
			w.Header().Set("Content-Type", "application/x-ndjson")
			w.Header().Set("Content-Disposition", `attachment; filename=events.ocsf.ndjson`)
			started = true
		}
		return enc.Encode(toOCSF(e, by.CustomerGUID))
	})
	if err == nil && !started {
		w.Header().Set("Content-Type", "application/x-ndjson")
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil && started {
		panic(http.ErrAbortHandler) // what was cut off must not look whole
	}
	return err
}
