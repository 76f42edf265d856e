package phrases

// webhookTypes is what has happened, where a webhook is told of it.
var webhookTypes = area{
	"A company was added.": {
		"Une entreprise a été ajoutée.",
		"Ein Unternehmen wurde hinzugefügt.",
	},
	"A company was changed.": {
		"Une entreprise a été modifiée.",
		"Ein Unternehmen wurde geändert.",
	},
	"A company was subscribed to.": {
		"Une entreprise a reçu un abonnement.",
		"Ein Unternehmen wurde abonniert.",
	},
	"A contact was added.": {
		"Un contact a été ajouté.",
		"Ein Kontakt wurde hinzugefügt.",
	},
	"A contact was changed.": {
		"Un contact a été modifié.",
		"Ein Kontakt wurde geändert.",
	},
	"A contact was deleted.": {
		"Un contact a été supprimé.",
		"Ein Kontakt wurde gelöscht.",
	},
	"A folder was changed.": {
		"Un dossier a été modifié.",
		"Ein Ordner wurde geändert.",
	},
	"A folder was deleted.": {
		"Un dossier a été supprimé.",
		"Ein Ordner wurde gelöscht.",
	},
	"A folder was made.": {
		"Un dossier a été créé.",
		"Ein Ordner wurde angelegt.",
	},
	"A form was changed.": {
		"Un formulaire a été modifié.",
		"Ein Formular wurde geändert.",
	},
	"A form was deleted.": {
		"Un formulaire a été supprimé.",
		"Ein Formular wurde gelöscht.",
	},
	"A form was made.": {
		"Un formulaire a été créé.",
		"Ein Formular wurde angelegt.",
	},
	"A message was written about an access request.": {
		"Un message a été écrit à propos d’une demande d’accès.",
		"Zu einer Zugangsanfrage wurde eine Nachricht geschrieben.",
	},
	"A recipient asks for more time.": {
		"Un destinataire demande plus de temps.",
		"Ein Empfänger bittet um mehr Zeit.",
	},
	"A recipient has answered a finding.": {
		"Un destinataire a répondu à un constat.",
		"Ein Empfänger hat auf einen Befund geantwortet.",
	},
	"A recipient has ended its access itself.": {
		"Un destinataire a mis fin lui-même à son accès.",
		"Ein Empfänger hat seinen Zugang selbst beendet.",
	},
	"A recipient has more time.": {
		"Un destinataire a plus de temps.",
		"Ein Empfänger hat mehr Zeit.",
	},
	"A registration was approved.": {
		"Une inscription a été approuvée.",
		"Eine Registrierung wurde angenommen.",
	},
	"A registration was rejected.": {
		"Une inscription a été rejetée.",
		"Eine Registrierung wurde abgelehnt.",
	},
	"A subscription to a company has ended.": {
		"L’abonnement à une entreprise a pris fin.",
		"Ein Abonnement eines Unternehmens ist zu Ende.",
	},
	"A tier was changed.": {
		"Un niveau a été modifié.",
		"Eine Stufe wurde geändert.",
	},
	"A tier was deleted.": {
		"Un niveau a été supprimé.",
		"Eine Stufe wurde gelöscht.",
	},
	"A tier was made.": {
		"Un niveau a été créé.",
		"Eine Stufe wurde angelegt.",
	},
	"A user was changed.": {
		"Un utilisateur a été modifié.",
		"Ein Benutzer wurde geändert.",
	},
	"A user was deleted.": {
		"Un utilisateur a été supprimé.",
		"Ein Benutzer wurde gelöscht.",
	},
	"A user was made.": {
		"Un utilisateur a été créé.",
		"Ein Benutzer wurde angelegt.",
	},
	"An access group was changed.": {
		"Un groupe d’accès a été modifié.",
		"Eine Zugriffsgruppe wurde geändert.",
	},
	"An access group was deleted.": {
		"Un groupe d’accès a été supprimé.",
		"Eine Zugriffsgruppe wurde gelöscht.",
	},
	"An access group was made.": {
		"Un groupe d’accès a été créé.",
		"Eine Zugriffsgruppe wurde angelegt.",
	},
	"An access request was accepted.": {
		"Une demande d’accès a été acceptée.",
		"Eine Zugangsanfrage wurde angenommen.",
	},
	"An access request was declined.": {
		"Une demande d’accès a été déclinée.",
		"Eine Zugangsanfrage wurde abgelehnt.",
	},
	"An access request was resolved.": {
		"Une demande d’accès a été clôturée.",
		"Eine Zugangsanfrage wurde abgeschlossen.",
	},
	"An access request was sent again.": {
		"Une demande d’accès a été renvoyée.",
		"Eine Zugangsanfrage wurde noch einmal gesendet.",
	},
	"An access request was sent.": {
		"Une demande d’accès a été envoyée.",
		"Eine Zugangsanfrage wurde gesendet.",
	},
	"An invitation was passed on to a colleague.": {
		"Une invitation a été transmise à un collègue.",
		"Eine Einladung wurde an einen Kollegen weitergegeben.",
	},
	"Companies were imported.": {
		"Des entreprises ont été importées.",
		"Unternehmen wurden importiert.",
	},
	"Nobody accepted an access request in time.": {
		"Personne n’a accepté une demande d’accès à temps.",
		"Niemand hat eine Zugangsanfrage rechtzeitig angenommen.",
	},
	"Somebody registered through a form.": {
		"Quelqu’un s’est inscrit par un formulaire.",
		"Jemand hat sich über ein Formular registriert.",
	},
	"The access of a recipient has ended.": {
		"L’accès d’un destinataire a pris fin.",
		"Der Zugang eines Empfängers ist zu Ende.",
	},
	"The access of a recipient was revoked.": {
		"L’accès d’un destinataire a été révoqué.",
		"Der Zugang eines Empfängers wurde widerrufen.",
	},
	"The notes of an access request were changed.": {
		"Les notes d’une demande d’accès ont été modifiées.",
		"Die Notizen einer Zugangsanfrage wurden geändert.",
	},
}
