package phrases

// outbox is the outbox.
var outbox = area{
	"%d request on this page, the newest first": {
		"%d demande sur cette page, de la plus récente à la plus ancienne",
		"%d Anfrage auf dieser Seite, die neueste zuerst",
	},
	"%d requests on this page, the newest first": {
		"%d demandes sur cette page, de la plus récente à la plus ancienne",
		"%d Anfragen auf dieser Seite, die neueste zuerst",
	},
	"Access requests, newest first": {
		"Demandes d’accès, de la plus récente à la plus ancienne",
		"Zugangsanfragen, die neueste zuerst",
	},
	"All": {
		"Toutes",
		"Alle",
	},
	"Any reason": {
		"Tous les motifs",
		"Jeder Anlass",
	},
	"Beginning of a word, e.g. castro": {
		"Début d’un mot, p. ex. castro",
		"Wortanfang, z. B. castro",
	},
	"By status": {
		"Par statut",
		"Nach Status",
	},
	"Clear all filters": {
		"Effacer tous les filtres",
		"Alle Filter entfernen",
	},
	"Company: %s": {
		"Entreprise\u00a0: %s",
		"Unternehmen: %s",
	},
	"Everybody your organisation invited, and everybody who registered.": {
		"Toutes les personnes que votre organisation a invitées, et toutes celles qui se sont inscrites.",
		"Alle, die Ihre Organisation eingeladen hat, und alle, die sich registriert haben.",
	},
	"Export CSV": {
		"Exporter en CSV",
		"CSV exportieren",
	},
	"Export Excel": {
		"Exporter vers Excel",
		"Excel exportieren",
	},
	"Filter": {
		"Filtrer",
		"Filtern",
	},
	"Name, e-mail or company": {
		"Nom, e-mail ou entreprise",
		"Name, E-Mail oder Unternehmen",
	},
	"No request has all of these properties. Take a filter away, or look for the beginning of a word.": {
		"Aucune demande n’a toutes ces propriétés. Retirez un filtre ou cherchez le début d’un mot.",
		"Keine Anfrage hat alle diese Eigenschaften. Entfernen Sie einen Filter oder suchen Sie nach einem Wortanfang.",
	},
	"Nobody has been invited yet": {
		"Personne n’a encore été invité",
		"Noch wurde niemand eingeladen",
	},
	"Nothing matches": {
		"Aucun résultat",
		"Keine Treffer",
	},
	"Only requests to %s": {
		"Seulement les demandes à %s",
		"Nur Anfragen an %s",
	},
	"Outbox": {
		"Boîte d’envoi",
		"Postausgang",
	},
	"Recipient": {
		"Destinataire",
		"Empfänger",
	},
	"Remove the filter by company": {
		"Retirer le filtre par entreprise",
		"Filter nach Unternehmen entfernen",
	},
	"Send the first invitation, or publish a registration form and wait for who comes.": {
		"Envoyez la première invitation, ou publiez un formulaire d’inscription et attendez de voir qui vient.",
		"Senden Sie die erste Einladung oder veröffentlichen Sie ein Registrierungsformular und warten Sie, wer kommt.",
	},
	"Sent by": {
		"Envoyée par",
		"Gesendet von",
	},
	"Show everything": {
		"Tout afficher",
		"Alles anzeigen",
	},
	"Status": {
		"Statut",
		"Status",
	},
	"Until": {
		"Jusqu’au",
		"Bis",
	},
	"by": {
		"par",
		"von",
	},
	"until": {
		"jusqu’au",
		"bis",
	},
}
