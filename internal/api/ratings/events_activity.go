package ratings

import (
	"strings"

	"gatehouse/internal/audit"
)

// activity is a class with what happened in it.
type activity struct {
	class, id int
	name      string
}

// Names of classes, as the schema has them.
var ocsfClasses = map[int]string{
	accountChange: "Account Change", authentication: "Authentication", entityManagement: "Entity Management",
	userAccess: "User Access Management", groupManagement: "Group Management",
}

const other = 99 // of every enumeration: the name says what

// ocsfActivities are those that the noun and the verb alone do not tell.
var ocsfActivities = map[string]activity{
	"sign_in":         {authentication, 1, "Logon"},
	"sign_in.refused": {authentication, 1, "Logon"},
	"sign_out":        {authentication, 2, "Logoff"},
	"session.end":     {authentication, 2, "Logoff"},
	"token.grant":     {authentication, 1, "Logon"},

	"user.create":           {accountChange, 1, "Create"},
	"user.delete":           {accountChange, 6, "Delete"},
	"user.erase":            {accountChange, 6, "Delete"},
	"access.create":         {accountChange, 1, "Create"},
	"access.delete":         {accountChange, 6, "Delete"},
	"scim_user.create":      {accountChange, 1, "Create"},
	"password.set":          {accountChange, 3, "Password Change"},
	"password.forgotten":    {accountChange, 4, "Password Reset"},
	"factor.add":            {accountChange, 10, "MFA Factor Enable"},
	"recovery_codes.create": {accountChange, 10, "MFA Factor Enable"},
	"factor.remove":         {accountChange, 11, "MFA Factor Disable"},
	"access.reset_mfa":      {accountChange, 11, "MFA Factor Disable"},

	"access_group.add_companies":    {groupManagement, 1, "Assign Privileges"},
	"access_group.set_companies":    {groupManagement, 1, "Assign Privileges"},
	"access_group.move_quota":       {groupManagement, 1, "Assign Privileges"},
	"access_group.remove_companies": {groupManagement, 2, "Revoke Privileges"},

	"mail.reveal": {entityManagement, 2, "Read"},

	"token.create": {userAccess, 1, "Assign Privileges"},
	"token.revoke": {userAccess, 2, "Revoke Privileges"},
}

// activityOf returns the class of an action, and what of it happened.
func activityOf(action string) activity {
	if a, ok := ocsfActivities[action]; ok {
		return a
	}
	noun := audit.Noun(action)
	verb := strings.TrimPrefix(action, noun+".")
	switch noun {
	case "sign_in", "session":
		return activity{authentication, other, action}
	case "user", "access", "scim_user", "password", "factor", "recovery_code", "recovery_codes":
		return activity{accountChange, other, action}
	}
	switch verb {
	case "create", "register", "restore", "add", "file_add", "import":
		return activity{entityManagement, 1, "Create"}
	case "delete", "remove", "erase", "file_remove":
		return activity{entityManagement, 4, "Delete"}
	}
	return activity{entityManagement, 3, "Update"}
}
