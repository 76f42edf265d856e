package phrases

// outbox is the outbox.
var outbox = area{
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
	"Everybody your organisation invited, and everybody who registered.": {
		"Toutes les personnes que votre organisation a invitées, et toutes celles qui se sont inscrites.",
		"Alle, die Ihre Organisation eingeladen hat, und alle, die sich registriert haben.",
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
	"Outbox": {
		"Boîte d’envoi",
		"Postausgang",
	},
	"Recipient": {
		"Destinataire",
		"Empfänger",
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
