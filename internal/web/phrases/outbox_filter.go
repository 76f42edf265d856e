package phrases

// outboxFilter is what the filters and the columns of the outbox say.
var outboxFilter = area{
	"%d more": {
		"%d de plus",
		"%d weitere",
	},
	"%d row": {
		"%d ligne",
		"%d Zeile",
	},
	"%d rows": {
		"%d lignes",
		"%d Zeilen",
	},
	"Accepted": {
		"Acceptée le",
		"Angenommen",
	},
	"Access group": {
		"Groupe d’accès",
		"Zugriffsgruppe",
	},
	"Access group of the sender": {
		"Groupe d’accès de l’expéditeur",
		"Zugriffsgruppe des Absenders",
	},
	"Answer by": {
		"Réponse avant le",
		"Antwort bis",
	},
	"Any folder": {
		"Tous les dossiers",
		"Jeder Ordner",
	},
	"Any group": {
		"Tous les groupes",
		"Jede Gruppe",
	},
	"Any risk vector": {
		"Tous les vecteurs de risque",
		"Jeder Risikovektor",
	},
	"Any status": {
		"Tous les statuts",
		"Jeder Status",
	},
	"Any tier": {
		"Tous les niveaux",
		"Jede Stufe",
	},
	"Anybody": {
		"N’importe qui",
		"Beliebig",
	},
	"Company, A to Z": {
		"Entreprise, de A à Z",
		"Unternehmen, A bis Z",
	},
	"Company, Z to A": {
		"Entreprise, de Z à A",
		"Unternehmen, Z bis A",
	},
	"Created before": {
		"Créée avant le",
		"Erstellt vor",
	},
	"Created on or after": {
		"Créée à partir du",
		"Erstellt ab",
	},
	"Created, newest first": {
		"Création, la plus récente d’abord",
		"Erstellt, die neueste zuerst",
	},
	"Created, oldest first": {
		"Création, la plus ancienne d’abord",
		"Erstellt, die älteste zuerst",
	},
	"Days of access": {
		"Jours d’accès",
		"Tage Zugang",
	},
	"E-mail, A to Z": {
		"E-mail, de A à Z",
		"E-Mail, A bis Z",
	},
	"E-mail, Z to A": {
		"E-mail, de Z à A",
		"E-Mail, Z bis A",
	},
	"Findings": {
		"Constats",
		"Befunde",
	},
	"Folder": {
		"Dossier",
		"Ordner",
	},
	"Mail": {
		"E-mail envoyé",
		"Versand",
	},
	"Me": {
		"Moi",
		"Ich",
	},
	"More filters": {
		"Autres filtres",
		"Weitere Filter",
	},
	"Nobody": {
		"Personne",
		"Niemand",
	},
	"Not sent by": {
		"Non envoyée par",
		"Nicht gesendet von",
	},
	"On a page": {
		"Par page",
		"Pro Seite",
	},
	"Open: pending or active": {
		"Ouvertes\u00a0: en attente ou actives",
		"Offen: ausstehend oder aktiv",
	},
	"Order": {
		"Ordre",
		"Reihenfolge",
	},
	"Part of its name or domain": {
		"Partie du nom ou du domaine",
		"Teil des Namens oder der Domain",
	},
	"Rating": {
		"Note",
		"Rating",
	},
	"Resolved on": {
		"Clôturée le",
		"Abgeschlossen am",
	},
	"Risk vector": {
		"Vecteur de risque",
		"Risikovektor",
	},
	"Risk vectors": {
		"Vecteurs de risque",
		"Risikovektoren",
	},
	"Search": {
		"Recherche",
		"Suche",
	},
	"Sent": {
		"Envoyée le",
		"Gesendet",
	},
	"Sent by, e-mail address": {
		"Envoyée par, adresse e-mail",
		"Gesendet von, E-Mail-Adresse",
	},
	"Sent, newest first": {
		"Envoi, le plus récent d’abord",
		"Gesendet, die neueste zuerst",
	},
	"Sent, oldest first": {
		"Envoi, le plus ancien d’abord",
		"Gesendet, die älteste zuerst",
	},
	"Sort by %s, ascending": {
		"Trier par %s, ordre croissant",
		"Nach %s sortieren, aufsteigend",
	},
	"Sort by %s, descending": {
		"Trier par %s, ordre décroissant",
		"Nach %s sortieren, absteigend",
	},
	"Status, A to Z": {
		"Statut, de A à Z",
		"Status, A bis Z",
	},
	"Status, Z to A": {
		"Statut, de Z à A",
		"Status, Z bis A",
	},
	"Tier": {
		"Niveau",
		"Stufe",
	},
	"Times sent": {
		"Envois",
		"Sendungen",
	},
	"a company": {
		"une entreprise",
		"ein Unternehmen",
	},
	"a folder": {
		"un dossier",
		"ein Ordner",
	},
	"a tier": {
		"un niveau",
		"eine Stufe",
	},
	"accepted": {
		"acceptée le",
		"angenommen",
	},
	"access until": {
		"accès jusqu’au",
		"Zugang bis",
	},
	"answer by": {
		"réponse avant le",
		"Antwort bis",
	},
	"created": {
		"créée le",
		"erstellt",
	},
	"days of access": {
		"jours d’accès",
		"Tage Zugang",
	},
	"findings": {
		"constats",
		"Befunde",
	},
	"last sign-in": {
		"dernière connexion",
		"letzte Anmeldung",
	},
	"mail": {
		"e-mail",
		"Versand",
	},
	"on its way": {
		"en route",
		"unterwegs",
	},
	"rating": {
		"note",
		"Rating",
	},
	"refused": {
		"refusé",
		"abgewiesen",
	},
	"resolved": {
		"clôturée le",
		"abgeschlossen am",
	},
	"somebody": {
		"quelqu’un",
		"jemand",
	},
	"times sent": {
		"envois",
		"Sendungen",
	},
}
