package phrases

// story is what the story of a request says, and its findings.
var story = area{
	"%s on %s": {
		"%s sous %s",
		"%s unter %s",
	},
	"Unknown browser": {
		"Navigateur inconnu",
		"Unbekannter Browser",
	},
	"Fixed": {
		"Corrigé",
		"Behoben",
	},
	"In progress": {
		"En cours",
		"In Arbeit",
	},
	"Not applicable": {
		"Sans objet",
		"Nicht zutreffend",
	},
	"Open": {
		"Ouvert",
		"Offen",
	},
	"Risk accepted": {
		"Risque accepté",
		"Risiko akzeptiert",
	},
	"critical": {
		"critique",
		"kritisch",
	},
	"first seen %s": {
		"vu pour la première fois le %s",
		"zuerst gesehen am %s",
	},
	"high": {
		"élevée",
		"hoch",
	},
	"last seen %s": {
		"vu pour la dernière fois le %s",
		"zuletzt gesehen am %s",
	},
	"low": {
		"faible",
		"niedrig",
	},
	"material": {
		"importante",
		"wesentlich",
	},
	"medium": {
		"moyenne",
		"mittel",
	},
	"minor": {
		"mineure",
		"gering",
	},
	"moderate": {
		"modérée",
		"mäßig",
	},
	"severe": {
		"grave",
		"schwer",
	},
	"%s accepted; access began": {
		"%s a accepté\u00a0; l’accès a commencé",
		"%s hat angenommen; der Zugang hat begonnen",
	},
	"%s declined": {
		"%s a décliné",
		"%s hat abgelehnt",
	},
	"%s invited %s": {
		"%s a invité %s",
		"%s hat %s eingeladen",
	},
	"%s registered and confirmed the address": {
		"%s s’est inscrit et a confirmé l’adresse",
		"%s hat sich registriert und die Adresse bestätigt",
	},
	"Access ends": {
		"Fin de l’accès",
		"Der Zugang endet",
	},
	"Access revoked": {
		"Accès révoqué",
		"Zugang entzogen",
	},
	"Introduction": {
		"Présentation",
		"Einführung",
	},
	"Invitation ended without an answer": {
		"L’invitation a pris fin sans réponse",
		"Die Einladung endete ohne Antwort",
	},
	"Invitation ends": {
		"Fin de l’invitation",
		"Die Einladung endet",
	},
	"Invitation sent": {
		"Invitation envoyée",
		"Einladung gesendet",
	},
	"Invitation with link and code": {
		"Invitation avec lien et code",
		"Einladung mit Link und Code",
	},
	"Polite refusal": {
		"Refus courtois",
		"Höfliche Absage",
	},
	"Resolved by %s": {
		"Clôturée par %s",
		"Abgeschlossen von %s",
	},
	"dropped, its link was dead": {
		"abandonné, son lien ne fonctionnait plus",
		"verworfen, der Link galt nicht mehr",
	},
	"refused by the mail server": {
		"refusé par le serveur de messagerie",
		"vom Mailserver abgelehnt",
	},
	"sent": {
		"envoyé",
		"gesendet",
	},
	"to %d addresses": {
		"à %d adresses",
		"an %d Adressen",
	},
	"waits to be sent": {
		"en attente d’envoi",
		"wartet auf den Versand",
	},
}
