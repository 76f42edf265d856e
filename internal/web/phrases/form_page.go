package phrases

// formPage is what the page of one form says.
var formPage = area{
	"%d registration stays in the outbox, with what was typed.": {
		"%d inscription reste dans la boîte d’envoi, avec ce qui a été saisi.",
		"%d Registrierung bleibt mit den Angaben im Postausgang.",
	},
	"%d registrations stay in the outbox, with what was typed.": {
		"%d inscriptions restent dans la boîte d’envoi, avec ce qui a été saisi.",
		"%d Registrierungen bleiben mit den Angaben im Postausgang.",
	},
	"Delete for good": {
		"Supprimer définitivement",
		"Endgültig löschen",
	},
	"Keep it": {
		"Le conserver",
		"Behalten",
	},
	"Links on websites and in mails lead to a page that says the form is closed.": {
		"Les liens sur les sites et dans les messages mènent à une page qui dit que le formulaire est fermé.",
		"Links auf Websites und in E-Mails führen zu einer Seite, die sagt, dass das Formular geschlossen ist.",
	},
	"This cannot be undone: its address, questions, wording and figures are gone for good.": {
		"C’est irréversible\u00a0: son adresse, ses questions, ses textes et ses chiffres disparaissent définitivement.",
		"Das lässt sich nicht rückgängig machen: Adresse, Fragen, Texte und Zahlen sind endgültig weg.",
	},
	"To take no registrations for a while, close the form instead: that is undone with one click.": {
		"Pour ne plus recevoir d’inscriptions pendant un temps, fermez plutôt le formulaire\u00a0: un clic suffit à le rouvrir.",
		"Um eine Zeit lang keine Registrierungen anzunehmen, schließen Sie das Formular: Das ist mit einem Klick rückgängig gemacht.",
	},
	"Who has not confirmed the address yet cannot do so any more.": {
		"Qui n’a pas encore confirmé son adresse ne pourra plus le faire.",
		"Wer die Adresse noch nicht bestätigt hat, kann es nicht mehr.",
	},
	"Made by": {
		"Créé par",
		"Erstellt von",
	},
	"Made on": {
		"Créé le",
		"Erstellt am",
	},
	"%s by %s": {
		"%s par %s",
		"%s von %s",
	},
	"As a link": {
		"Comme lien",
		"Als Link",
	},
	"As a button": {
		"Comme bouton",
		"Als Schaltfläche",
	},
	"Looked at the form": {
		"Ont vu le formulaire",
		"Formular angesehen",
	},
	"Sent it": {
		"L’ont envoyé",
		"Abgesendet",
	},
	"Confirmed the address": {
		"Ont confirmé l’adresse",
		"Adresse bestätigt",
	},
	"Make the form": {
		"Créer le formulaire",
		"Formular erstellen",
	},
	"A picture": {
		"Une image",
		"Ein Bild",
	},
	"Address": {
		"Adresse",
		"Adresse",
	},
	"All registrations of this form": {
		"Toutes les inscriptions par ce formulaire",
		"Alle Registrierungen dieses Formulars",
	},
	"Close the form": {
		"Fermer le formulaire",
		"Formular schließen",
	},
	"Open the form": {
		"Ouvrir le formulaire",
		"Formular öffnen",
	},
	"Copied": {
		"Copié",
		"Kopiert",
	},
	"Copy": {
		"Copier",
		"Kopieren",
	},
	"Delete …": {
		"Supprimer…",
		"Löschen …",
	},
	"For your website": {
		"Pour votre site",
		"Für Ihre Website",
	},
	"Give it away": {
		"Le diffuser",
		"Weitergeben",
	},
	"How far people came": {
		"Jusqu’où l’on est allé",
		"Wie weit die Leute kamen",
	},
	"In all": {
		"Au total",
		"Insgesamt",
	},
	"Last 30 days": {
		"30 derniers jours",
		"Letzte 30 Tage",
	},
	"Latest registrations": {
		"Dernières inscriptions",
		"Neueste Registrierungen",
	},
	"Logo": {
		"Logo",
		"Logo",
	},
	"Nobody has registered yet. Once somebody has confirmed the address, you decide here.": {
		"Personne ne s’est encore inscrit. Dès qu’une adresse est confirmée, vous décidez ici.",
		"Noch hat sich niemand registriert. Sobald jemand die Adresse bestätigt hat, entscheiden Sie hier.",
	},
	"Open the public page": {
		"Ouvrir la page publique",
		"Öffentliche Seite öffnen",
	},
	"PNG, JPEG or WebP, at most 200 kB and 2,000 pixels wide and high.": {
		"PNG, JPEG ou WebP, au plus 200\u00a0ko et 2\u00a0000\u00a0pixels de large et de haut.",
		"PNG, JPEG oder WebP, höchstens 200\u00a0kB und 2.000\u00a0Pixel breit und hoch.",
	},
	"Put it on the form": {
		"La placer sur le formulaire",
		"Auf das Formular setzen",
	},
	"QR code of the address": {
		"Code QR de l’adresse",
		"QR-Code der Adresse",
	},
	"Remove the logo": {
		"Retirer le logo",
		"Logo entfernen",
	},
	"Share": {
		"Part",
		"Anteil",
	},
	"Step": {
		"Étape",
		"Schritt",
	},
	"SVG": {
		"SVG",
		"SVG",
	},
	"PNG": {
		"PNG",
		"PNG",
	},
	"The form opens on a page of its own. It cannot be framed: within another page nobody could tell whom they give their address to.": {
		"Le formulaire s’ouvre sur sa propre page. Il ne peut pas être encadré\u00a0: dans une autre page, personne ne saurait à qui il donne son adresse.",
		"Das Formular öffnet sich auf einer eigenen Seite. Es lässt sich nicht einrahmen: In einer anderen Seite könnte niemand erkennen, wem er seine Adresse gibt.",
	},
	"The form": {
		"Le formulaire",
		"Das Formular",
	},
	"The logo of the form": {
		"Le logo du formulaire",
		"Das Logo des Formulars",
	},
	"Take it back": {
		"Annuler",
		"Rückgängig machen",
	},
	"Views are a rough figure: mail scanners and robots look at pages, too. Nothing is kept about who looked.": {
		"Les vues sont un chiffre approximatif\u00a0: les robots et les analyseurs de messages consultent aussi les pages. Rien n’est conservé sur qui a regardé.",
		"Ansichten sind eine grobe Zahl: Auch Mailscanner und Roboter sehen Seiten an. Über die Betrachter wird nichts gespeichert.",
	},
	"Approved": {
		"Approuvées",
		"Genehmigt",
	},
	"Last changed": {
		"Dernière modification",
		"Zuletzt geändert",
	},
	"Last day": {
		"Dernier jour",
		"Letzter Tag",
	},
	"Every form asks for name, work e-mail, company and website. Everything here can be changed later; nothing has to be filled in.": {
		"Chaque formulaire demande le nom, l’e-mail professionnel, l’entreprise et le site. Tout ici peut être modifié plus tard\u00a0; rien n’est obligatoire.",
		"Jedes Formular fragt nach Name, dienstlicher E-Mail-Adresse, Unternehmen und Website. Alles hier lässt sich später ändern; nichts muss ausgefüllt werden.",
	},
	"New form": {
		"Nouveau formulaire",
		"Neues Formular",
	},
	"Used in": {
		"Utilisé pour",
		"Verwendet für",
	},
}
