package identity

import (
	"crypto/subtle"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/fault"
	"gatehouse/internal/mail"
)

// A flow is somebody's way to an IdP and back. Its id goes along, in the request
// and in the answer. No row waits for those who never come back: the id proves
// itself.

// FlowLife is how long an answer to a request may take.
const FlowLife = 10 * time.Minute

const forFlow = "flow"

var errFlow = fault.New(fault.Unauthorized, "That took too long, or was not begun here. Start again.")

// NewFlow returns the id of a request to an IdP. It may be the ID of a SAML
// message: an NCName.
func (ss *Sessions) NewFlow(customerID int64, idp string) string {
	nonce, began := mail.NewNonce(), strconv.FormatInt(ss.Now().Unix(), 36)
	return "_" + nonce + "-" + began + "-" + ss.signFlow(customerID, idp, nonce, began)
}

// CheckFlow returns an Unauthorized error unless id was made here for this IdP,
// not longer than [FlowLife] ago.
func (ss *Sessions) CheckFlow(customerID int64, idp, id string) error {
	parts := strings.Split(strings.TrimPrefix(id, "_"), "-")
	if len(parts) != 3 || !strings.HasPrefix(id, "_") {
		return errFlow
	}
	nonce, began, signature := parts[0], parts[1], parts[2]
	if subtle.ConstantTimeCompare([]byte(signature), []byte(ss.signFlow(customerID, idp, nonce, began))) != 1 {
		return errFlow
	}
	at, err := strconv.ParseInt(began, 36, 64)
	if age := ss.Now().Sub(time.Unix(at, 0)); err != nil || age < -time.Minute || age > FlowLife {
		return errFlow
	}
	return nil
}

func (ss *Sessions) signFlow(customerID int64, idp, nonce, began string) string {
	return ss.Key.Sign(forFlow, strings.Join([]string{itoa(customerID), idp, nonce, began}, " "))
}
