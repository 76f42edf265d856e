// Package actor says who is calling and what they may do. It holds no SQL:
// identity makes an Actor, everybody else asks it.
package actor

import (
	"slices"
	"time"

	"gatehouse/internal/fault"
)

// Actor is a principal: a user through one of its accesses, in one customer.
type Actor struct {
	CustomerID   int64
	CustomerGUID string
	CustomerName string
	CustomerKind string // Live, PoC, Vendor Access, Partner Demo

	UserGUID       string
	UserID         int64
	UserCustomerID int64 // the customer that the user belongs to: CustomerID or a parent of it
	Email          string
	FirstName      string
	LastName       string
	FormalName     string
	FriendlyName   string
	Language       string

	AccessID   int64
	AccessType string
	Role       Role     // ratings role in CustomerID
	Roles      []string // of the access, custom ids included
	ShortLived bool     // it came with a short-lived token, which makes no others
	Held       []string // what its access carries, if Roles is less: of a short-lived token
	Profile    string   // the name of the profile that acts in a session, if one does
	CanSwitch  bool     // in a session: there are other ways to act

	GroupGUID    string
	AllCompanies bool // its group sees the whole portfolio

	TokenGUID    string     // what it called with: a token,
	TokenExpires *time.Time // which ends then, or never,
	SessionGUID  string     // or a session
	IP           string

	SCIM  string // the IdP that calls by SCIM: see [Provisioner]
	Maker *Actor // of the SCIM token that it calls with, as it is now; nil if it works no more

	system bool
}

// System is the server itself, in a job or on the command line.
func System(customerID int64) Actor {
	return Actor{CustomerID: customerID, AllCompanies: true, Role: Admin, FormalName: "Gatehouse", system: true}
}

// Provisioner is an IdP that calls by SCIM. It is nobody, and does in the server's
// stead what identity lets it do with the people of its own; what it grants ends
// at what the maker of its token holds.
func Provisioner(customerID int64, idp, name string, maker *Actor) Actor {
	a := System(customerID)
	a.SCIM, a.Maker, a.FormalName = idp, maker, "SCIM of IdP "+name
	return a
}

// Name is who acts, for the record: a user, an IdP, or "" for the server.
func (a Actor) Name() string {
	if a.SCIM != "" {
		return "SCIM of IdP " + a.SCIM
	}
	return a.UserGUID
}

// IsSystem reports whether the actor is the server itself.
func (a Actor) IsSystem() bool { return a.system }

// IsAdmin reports whether the actor's ratings role is that of an admin.
func (a Actor) IsAdmin() bool { return a.Role == Admin }

// IsReal reports whether what the actor sends is meant: not from a demo customer.
func (a Actor) IsReal() bool { return a.CustomerKind != "Partner Demo" }

// Has reports whether the actor holds right r: its access carries it, or the
// RW of an R, and its ratings role allows it.
func (a Actor) Has(r Right) bool {
	if a.system {
		return true
	}
	return Allows(a.Role, r) && Carries(a.Roles, r)
}

// Carried returns the roles of the access that the actor came with, of which
// Roles may be a part.
func (a Actor) Carried() []string {
	if a.ShortLived {
		return a.Held
	}
	return a.Roles
}

// Need returns a Forbidden error unless the actor holds right r. The empty
// right is everybody's.
func (a Actor) Need(r Right) error {
	if r == "" || a.Has(r) {
		return nil
	}
	return Denied()
}

// Denied is the refusal of somebody who lacks a right, in the ratings family's words.
func Denied() error {
	return fault.New(fault.Forbidden, "You do not have permission to perform this action.")
}

// Carries reports whether a list of role ids contains r, or the RW of an R.
func Carries(roles []string, r Right) bool {
	return slices.Contains(roles, string(r)) || r.write() != r && slices.Contains(roles, string(r.write()))
}
