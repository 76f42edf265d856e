package phrases

// inviteRows is what inviting from a file says.
var inviteRows = area{
	"Look at it": {
		"Consulter",
		"Ansehen",
	},
	"Invite from a CSV file": {
		"Inviter depuis un fichier CSV",
		"Aus einer CSV-Datei einladen",
	},
	"CSV file": {
		"Fichier CSV",
		"CSV-Datei",
	},
	"UTF-8, at most %d rows and %d MiB. Nothing is sent before you have seen what would be.": {
		"UTF-8, au plus %d lignes et %d Mio. Rien n’est envoyé avant que vous ayez vu ce qui le serait.",
		"UTF-8, höchstens %d Zeilen und %d MiB. Nichts wird gesendet, bevor Sie gesehen haben, was gesendet würde.",
	},
	"a guid, a domain or the name of a company of the portfolio": {
		"un GUID, un domaine ou le nom d’une entreprise du portefeuille",
		"eine GUID, eine Domain oder der Name eines Unternehmens im Portfolio",
	},
	"without it: the preferred contact": {
		"en son absence\u00a0: le contact privilégié",
		"ohne sie: der bevorzugte Kontakt",
	},
	"the same": {
		"de même",
		"ebenso",
	},
	"both mails quote it": {
		"cité dans les deux e-mails",
		"steht in beiden E-Mails",
	},
	"days of access, 1 to 365": {
		"jours d’accès, de 1 à 365",
		"Tage Zugang, 1 bis 365",
	},
	"addresses, separated by blanks": {
		"adresses, séparées par des espaces",
		"Adressen, durch Leerzeichen getrennt",
	},
	"Name <address>, separated by semicolons": {
		"Nom <adresse>, séparés par des points-virgules",
		"Name <Adresse>, durch Semikolons getrennt",
	},
	"slugs, separated by blanks": {
		"identifiants, séparés par des espaces",
		"Kürzel, durch Leerzeichen getrennt",
	},
	"findings, at most 10": {
		"constats, 10 au plus",
		"Befunde, höchstens 10",
	},
	"for your organisation alone": {
		"pour votre organisation seulement",
		"nur für Ihre Organisation",
	},
	"Invited": {
		"Invité",
		"Eingeladen",
	},
	"Sent again": {
		"Renvoyée",
		"Erneut gesendet",
	},
	"To be invited": {
		"À inviter",
		"Einzuladen",
	},
	"To be sent again": {
		"À renvoyer",
		"Erneut zu senden",
	},
	"Invited already": {
		"Déjà invité",
		"Schon eingeladen",
	},
	"Invited before": {
		"Invité auparavant",
		"Früher eingeladen",
	},
	"Cannot be sent": {
		"Ne peut pas être envoyée",
		"Nicht zu senden",
	},
	"Look at the invitations": {
		"Vérifier les invitations",
		"Einladungen prüfen",
	},
	"On the way": {
		"En route",
		"Unterwegs",
	},
	"Waits for tomorrow": {
		"Attend demain",
		"Wartet bis morgen",
	},
	"There are too few mails left today for this row.": {
		"Il ne reste pas assez d’e-mails aujourd’hui pour cette ligne.",
		"Für diese Zeile sind heute nicht genug E-Mails übrig.",
	},
	"Leave them alone": {
		"Ne rien changer",
		"Nichts ändern",
	},
	"Send again what may be sent again": {
		"Renvoyer ce qui peut l’être",
		"Erneut senden, was erneut gesendet werden darf",
	},
	"Invite again whose request has ended": {
		"Réinviter les personnes dont la demande est terminée",
		"Erneut einladen, wessen Anfrage beendet ist",
	},
	"Count them as mistakes": {
		"Les compter comme des erreurs",
		"Als Fehler zählen",
	},
	"%d invitation is on its way.": {
		"%d invitation est en route.",
		"%d Einladung ist unterwegs.",
	},
	"%d invitations are on their way.": {
		"%d invitations sont en route.",
		"%d Einladungen sind unterwegs.",
	},
	"A row for each person, as a spreadsheet saves it. An export of the outbox will do, with other people in it.": {
		"Une ligne par personne, telle qu’un tableur l’enregistre. Une exportation de la boîte d’envoi convient, avec d’autres personnes.",
		"Eine Zeile je Person, wie eine Tabellenkalkulation sie speichert. Ein Export des Postausgangs genügt, mit anderen Personen darin.",
	},
	"Download a sample": {
		"Télécharger un exemple",
		"Beispiel herunterladen",
	},
	"Columns": {
		"Colonnes",
		"Spalten",
	},
	"In any order; the first line names them. One that names the company has to be there.": {
		"Dans n’importe quel ordre\u00a0; la première ligne les nomme. Il en faut une qui nomme l’entreprise.",
		"In beliebiger Reihenfolge; die erste Zeile nennt sie. Eine, die das Unternehmen nennt, muss dabei sein.",
	},
	"Change it": {
		"Modifier",
		"Ändern",
	},
	"Another file": {
		"Un autre fichier",
		"Andere Datei",
	},
	"Nothing has been sent yet.": {
		"Rien n’est encore envoyé.",
		"Noch ist nichts gesendet.",
	},
	"Send them": {
		"Les envoyer",
		"Alle senden",
	},
	"There are too few mails left today for all rows. The others can be sent tomorrow, from this page.": {
		"Il ne reste pas assez d’e-mails aujourd’hui pour toutes les lignes. Les autres pourront être envoyées demain, depuis cette page.",
		"Für alle Zeilen sind heute nicht genug E-Mails übrig. Die anderen können morgen von dieser Seite aus gesendet werden.",
	},
	"There is nothing left to send.": {
		"Il n’y a plus rien à envoyer.",
		"Es ist nichts mehr zu senden.",
	},
	"Look again with other rules": {
		"Vérifier à nouveau avec d’autres règles",
		"Mit anderen Regeln noch einmal prüfen",
	},
	"People who were invited before": {
		"Personnes déjà invitées auparavant",
		"Personen, die schon eingeladen wurden",
	},
	"All or nothing: one row that cannot be sent stops all": {
		"Tout ou rien\u00a0: une ligne qui ne peut être envoyée arrête tout",
		"Alles oder nichts: Eine Zeile, die nicht gesendet werden kann, hält alles an",
	},
	"Look again": {
		"Vérifier à nouveau",
		"Noch einmal prüfen",
	},
	"Go to the outbox": {
		"Aller à la boîte d’envoi",
		"Zum Postausgang",
	},
	"These columns are not read:": {
		"Ces colonnes ne sont pas lues\u00a0:",
		"Diese Spalten werden nicht gelesen:",
	},
	"What becomes of each row": {
		"Ce que devient chaque ligne",
		"Was aus jeder Zeile wird",
	},
	"Line": {
		"Ligne",
		"Zeile",
	},
	"What happens": {
		"Ce qui se passe",
		"Was geschieht",
	},
	"line": {
		"ligne",
		"Zeile",
	},
	"%d row is left to send.": {
		"%d ligne reste à envoyer.",
		"%d Zeile ist noch zu senden.",
	},
	"%d rows are left to send.": {
		"%d lignes restent à envoyer.",
		"%d Zeilen sind noch zu senden.",
	},
	"Send %d invitation": {
		"Envoyer %d invitation",
		"%d Einladung senden",
	},
	"Send %d invitations": {
		"Envoyer %d invitations",
		"%d Einladungen senden",
	},
	"This is %d mail.": {
		"Cela fait %d e-mail.",
		"Das ist %d E-Mail.",
	},
	"These are %d mails.": {
		"Cela fait %d e-mails.",
		"Das sind %d E-Mails.",
	},
}
