package audit

import (
	"slices"
	"strings"
)

// Actions are all that is recorded: noun and verb. A test holds them to the
// sources, another asks for words for each.
var Actions = []string{
	"access.create", "access.delete", "access.link", "access.reset_mfa", "access.reset_pending_mfa", "access.update",
	"access_group.add_companies", "access_group.create", "access_group.delete", "access_group.move_quota", "access_group.remove_companies",
	"access_group.set_companies", "access_group.update",
	"access_request.accept", "access_request.approve", "access_request.ask_time", "access_request.auto_approve", "access_request.backfill", "access_request.create",
	"access_request.decline", "access_request.end", "access_request.erase", "access_request.extend", "access_request.forward", "access_request.give_time", "access_request.leave", "access_request.never", "access_request.note",
	"access_request.refuse_time", "access_request.register", "access_request.reject", "access_request.resend", "access_request.resolve", "access_request.revoke",
	"client_access_link.change", "client_access_link.create", "client_access_link.delete",
	"colleague.create", "colleague.decline", "colleague.erase", "colleague.expire", "colleague.join", "colleague.leave", "colleague.remove",
	"company.create", "company.update",
	"contact.create", "contact.delete", "contact.update",
	"customer.create", "customer.update",
	"factor.add", "factor.cloned", "factor.remove",
	"finding.file_add", "finding.file_remove", "finding.import", "finding.remediate",
	"folder.companies", "folder.create", "folder.delete", "folder.restore", "folder.update",
	"idp.create", "idp.delete", "idp.metadata_refused", "idp.update",
	"life_cycle.complete", "life_cycle.create",
	"link.lock", "link.open",
	"mail.resend", "mail.reveal", "mail_wording.reset", "mail_wording.test", "mail_wording.update",
	"message.create", "message.delete", "message.edit",
	"notification.create",
	"outbox_view.change", "outbox_view.create", "outbox_view.delete", "outbox_view.restore",
	"password.forgotten", "password.refused", "password.set",
	"portfolio.import",
	"record.verify",
	"recovery_code.use", "recovery_codes.create",
	"registration.confirm",
	"relationship.delete", "relationship.set",
	"retention.erase",
	"role.create", "role.delete", "role.update",
	"scim_group.update", "scim_token.create", "scim_token.new_address", "scim_token.revoke", "scim_token.rotate", "scim_user.create", "scim_user.update",
	"session.end", "session.prove", "session.renew", "session.switch",
	"settings.update",
	"sign_in", "sign_in.refused", "sign_out",
	"sp_key.create",
	"subscription.create", "subscription.delete",
	"tier.companies", "tier.create", "tier.delete", "tier.restore", "tier.update",
	"token.create", "token.grant", "token.new_address", "token.renew", "token.reused", "token.revoke", "token.rotate", "token.send",
	"user.create", "user.delete", "user.email", "user.erase", "user.kept", "user.update",
	"webhook.create", "webhook.delete", "webhook.replay", "webhook.rotate", "webhook.switch_off", "webhook.test", "webhook.update",
}

// SignIns are the actions by which somebody comes in and leaves, and Refusals
// those of who was not let in, or tried what they should not have.
var (
	SignIns = []string{
		"session.end", "session.prove", "session.renew", "session.switch", "sign_in", "sign_out", "token.grant", "token.new_address", "scim_token.new_address",
	}
	Refusals = []string{"factor.cloned", "idp.metadata_refused", "link.lock", "password.refused", "sign_in.refused", "token.reused"}
)

// Noun is what an action is about.
func Noun(action string) string {
	noun, _, _ := strings.Cut(action, ".")
	return noun
}

// Nouns are the kinds of things that something is recorded of.
func Nouns() []string {
	var all []string
	for _, a := range Actions {
		all = append(all, Noun(a))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Expand replaces kinds of actions by the actions: sign_ins, refusals, and nouns.
// What is neither stays: an older version may have recorded it.
func Expand(names []string) []string {
	if names == nil {
		return nil
	}
	all := []string{}
	for _, name := range names {
		switch name {
		case "sign_ins":
			all = append(all, SignIns...)
			continue
		case "refusals":
			all = append(all, Refusals...)
			continue
		}
		of := 0
		for _, a := range Actions {
			if Noun(a) == name && !slices.Contains(Actions, name) {
				all, of = append(all, a), of+1
			}
		}
		if of == 0 {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
