package phrases

// search is what the search of everything and the help for keys say.
var search = area{
	"%s, registered on %s": {
		"%s, inscription du %s",
		"%s, registriert am %s",
	},
	"%s: what this user sent": {
		"%s\u00a0: ce que cet utilisateur a envoyé",
		"%s: was dieser Benutzer gesendet hat",
	},
	"A form without a name": {
		"Un formulaire sans nom",
		"Ein Formular ohne Namen",
	},
	"Accepts registrations": {
		"Accepte les inscriptions",
		"Nimmt Registrierungen an",
	},
	"Choose what to do with the selected": {
		"Choisir que faire de la sélection",
		"Wählen, was mit der Auswahl geschieht",
	},
	"Close the results": {
		"Fermer les résultats",
		"Die Ergebnisse schließen",
	},
	"Closed": {
		"Fermé",
		"Geschlossen",
	},
	"Companies, people, contacts, forms, folders, tiers and users: what begins with what you type.": {
		"Entreprises, personnes, contacts, formulaires, dossiers, niveaux et utilisateurs\u00a0: ce qui commence par ce que vous saisissez.",
		"Unternehmen, Personen, Kontakte, Formulare, Ordner, Stufen und Benutzer: was mit dem beginnt, was Sie eingeben.",
	},
	"Enter": {
		"Entrée",
		"Eingabe",
	},
	"Esc": {
		"Échap",
		"Esc",
	},
	"Everything here can also be reached without: each key only saves a way.": {
		"Tout ce qui est ici peut aussi être atteint autrement\u00a0: chaque touche ne fait que gagner du temps.",
		"Alles hier ist auch ohne zu erreichen: Jede Taste spart nur einen Weg.",
	},
	"Everywhere": {
		"Partout",
		"Überall",
	},
	"Filter by name, e-mail or company": {
		"Filtrer par nom, e-mail ou entreprise",
		"Nach Name, E-Mail-Adresse oder Unternehmen filtern",
	},
	"Go to Forms": {
		"Aller aux formulaires",
		"Zu den Formularen",
	},
	"Go to Home": {
		"Aller à l’accueil",
		"Zum Start",
	},
	"Go to Registrations": {
		"Aller aux inscriptions",
		"Zu den Registrierungen",
	},
	"Go to Administration": {
		"Aller à l’administration",
		"Zur Verwaltung",
	},
	"Go to the Inbox": {
		"Aller à la boîte de réception",
		"Zum Posteingang",
	},
	"Go to the Outbox": {
		"Aller à la boîte d’envoi",
		"Zum Postausgang",
	},
	"Go to the Portfolio": {
		"Aller au portefeuille",
		"Zum Portfolio",
	},
	"In the outbox": {
		"Dans la boîte d’envoi",
		"Im Postausgang",
	},
	"Look for the beginning of a name, an address or a domain. What you may not see is not found.": {
		"Cherchez le début d’un nom, d’une adresse ou d’un domaine. Ce que vous n’avez pas le droit de voir n’est pas trouvé.",
		"Suchen Sie nach dem Anfang eines Namens, einer Adresse oder einer Domain. Was Sie nicht sehen dürfen, wird nicht gefunden.",
	},
	"Next and previous result": {
		"Résultat suivant et précédent",
		"Nächstes und voriges Ergebnis",
	},
	"Next request": {
		"Demande suivante",
		"Nächste Anfrage",
	},
	"Nothing begins with “%s”": {
		"Rien ne commence par «\u00a0%s\u00a0»",
		"Nichts beginnt mit „%s“",
	},
	"Open the request": {
		"Ouvrir la demande",
		"Die Anfrage öffnen",
	},
	"Open the result, or all results": {
		"Ouvrir le résultat, ou tous les résultats",
		"Das Ergebnis öffnen, oder alle Ergebnisse",
	},
	"Previous request": {
		"Demande précédente",
		"Vorige Anfrage",
	},
	"Search everything on this page": {
		"Rechercher partout, sur cette page",
		"Überall suchen, auf dieser Seite",
	},
	"Search for": {
		"Rechercher",
		"Suchen nach",
	},
	"Select all from the last one to this": {
		"Sélectionner toutes les demandes de la dernière à celle-ci",
		"Alle von der letzten bis zu dieser auswählen",
	},
	"Select all on the page, or none": {
		"Sélectionner toute la page, ou rien",
		"Alle auf der Seite auswählen, oder keine",
	},
	"Select the request, or do not": {
		"Sélectionner la demande, ou la désélectionner",
		"Die Anfrage auswählen oder abwählen",
	},
	"Shift": {
		"Maj",
		"Umschalt",
	},
	"Show this help": {
		"Afficher cette aide",
		"Diese Hilfe anzeigen",
	},
	"Single keys": {
		"Touches simples",
		"Einzelne Tasten",
	},
	"Type at least two letters.": {
		"Saisissez au moins deux lettres.",
		"Geben Sie mindestens zwei Buchstaben ein.",
	},
	"Users": {
		"Utilisateurs",
		"Benutzer",
	},
	"While searching": {
		"Pendant une recherche",
		"Beim Suchen",
	},
}
