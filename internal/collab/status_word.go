package collab

import "gatehouse/internal/fault"

// word is the status as a failure names it, so that it can be translated.
func (s Status) word() fault.Word {
	switch s {
	case Pending:
		return "Pending"
	case Active:
		return "Active"
	case Never:
		return "Never"
	case Inactive:
		return "Inactive"
	case Resolved:
		return "Resolved"
	case Rejected:
		return "Rejected"
	default:
		return "Declined"
	}
}
