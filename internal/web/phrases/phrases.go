// Package phrases holds what the pages say in French and German. A text is found
// by its English; a test of the pages holds that each is here, with the same
// arguments in the same order, and that nothing is here that no page says.
package phrases

// In is a text in the languages besides English. What stands in it is marked as
// in the English, in the same order.
type In struct{ French, German string }

// area is what the pages of one kind say. A text that several say may stand in
// several areas, if it is the same there.
type area map[string]In

// Areas are all texts, by the file of this package that they stand in.
func Areas() map[string]map[string]In {
	return map[string]map[string]In{
		"frame": frame, "names": names, "story": story, "faults": faults,
		"threshold": threshold, "sign_in": signIn, "factor": factor, "invitation": invitation, "answers": answers, "inbox": inbox, "letter": letter,
		"colleagues": colleagues, "own_data": ownData,
		"account": account, "security": security, "tokens": tokens, "idps": idps, "idp_form": idpForm, "idp_trial": idpTrial,
		"record_words": recordWords, "records": records, "settings": settings,
		"home": home, "search": search, "request": request,
		"outbox": outbox, "outbox_work": outboxWork, "outbox_filter": outboxFilter, "outbox_bulk": outboxBulk,
		"invite": invite, "invite_many": inviteMany, "invite_rows": inviteRows,
		"forms": forms, "form_page": formPage, "form_editor": formEditor, "registrations": registrations,
		"people": people, "user": user, "access": access, "roles": roles,
		"portfolio": portfolio, "company": company, "imports": imports, "contacts": contacts,
		"groups": groups, "group": group, "quotas": quotas, "explain": explain, "effect": effect,
		"mails": mails, "wording": wording, "webhooks": webhooks, "webhook types": webhookTypes,
	}
}

// Of returns every text in one language, "fr" or "de", by its English.
func Of(lang string) map[string]string {
	all := make(map[string]string)
	for _, area := range Areas() {
		for english, in := range area {
			switch lang {
			case "fr":
				all[english] = in.French
			case "de":
				all[english] = in.German
			}
		}
	}
	return all
}
