package phrases

// request is the page of one access request.
var request = area{
	"%d finding": {
		"%d constat",
		"%d Befund",
	},
	"%d findings": {
		"%d constats",
		"%d Befunde",
	},
	"%d of %s": {
		"%d au %s",
		"%d am %s",
	},
	"Access": {
		"Accès",
		"Zugang",
	},
	"Access until": {
		"Accès jusqu’au",
		"Zugang bis",
	},
	"Approve and invite": {
		"Approuver et inviter",
		"Genehmigen und einladen",
	},
	"Approved. The invitation is on its way.": {
		"Approuvée. L’invitation est en route.",
		"Genehmigt. Die Einladung ist unterwegs.",
	},
	"As typed into the form": {
		"Tel que saisi dans le formulaire",
		"Wie in das Formular eingegeben",
	},
	"Copies to": {
		"Copies à",
		"Kopien an",
	},
	"Facts": {
		"Informations",
		"Angaben",
	},
	"It is kept in the record of events.": {
		"C’est conservé dans le journal des événements.",
		"Es wird im Ereignisprotokoll aufbewahrt.",
	},
	"Mark as resolved": {
		"Marquer comme clôturée",
		"Als abgeschlossen markieren",
	},
	"Mark messages as read": {
		"Marquer les messages comme lus",
		"Nachrichten als gelesen markieren",
	},
	"Marked as resolved.": {
		"Marquée comme clôturée.",
		"Als abgeschlossen markiert.",
	},
	"Notes": {
		"Notes",
		"Notizen",
	},
	"Only the e-mail address is proven.": {
		"Seule l’adresse e-mail est prouvée.",
		"Nur die E-Mail-Adresse ist nachgewiesen.",
	},
	"Only your organisation sees them.": {
		"Seule votre organisation les voit.",
		"Nur Ihre Organisation sieht sie.",
	},
	"Rating when sent": {
		"Note lors de l’envoi",
		"Rating beim Senden",
	},
	"Reject politely": {
		"Rejeter poliment",
		"Höflich zurückweisen",
	},
	"Rejected. A polite mail says so.": {
		"Rejetée. Un e-mail courtois l’annonce.",
		"Zurückgewiesen. Eine höfliche E-Mail teilt es mit.",
	},
	"Responsible": {
		"Responsable",
		"Zuständig",
	},
	"Revoke now": {
		"Révoquer maintenant",
		"Jetzt entziehen",
	},
	"Revoke the access …": {
		"Révoquer l’accès…",
		"Zugang entziehen …",
	},
	"Send the invitation again": {
		"Renvoyer l’invitation",
		"Einladung erneut senden",
	},
	"Shared": {
		"Partagé",
		"Geteilt",
	},
	"The access has ended.": {
		"L’accès a pris fin.",
		"Der Zugang ist beendet.",
	},
	"The address fits several companies": {
		"L’adresse correspond à plusieurs entreprises",
		"Die Adresse passt zu mehreren Unternehmen",
	},
	"The invitation is on its way again. The old link no longer works.": {
		"L’invitation est de nouveau en route. L’ancien lien ne fonctionne plus.",
		"Die Einladung ist wieder unterwegs. Der alte Link gilt nicht mehr.",
	},
	"The recipient reads this once the invitation is accepted.": {
		"Le destinataire lira ceci une fois l’invitation acceptée.",
		"Der Empfänger liest dies, sobald die Einladung angenommen ist.",
	},
	"There is nothing to decide or to change here.": {
		"Il n’y a rien à décider ni à changer ici.",
		"Hier ist nichts zu entscheiden oder zu ändern.",
	},
	"Third party": {
		"Tiers",
		"Dritte",
	},
	"This person registered through a form and has confirmed the address. Nothing happens until somebody decides.": {
		"Cette personne s’est inscrite par un formulaire et a confirmé l’adresse. Rien ne se passe tant que personne n’a décidé.",
		"Diese Person hat sich über ein Formular registriert und die Adresse bestätigt. Nichts geschieht, bis jemand entscheidet.",
	},
	"Website": {
		"Site web",
		"Website",
	},
	"What happened": {
		"Ce qui s’est passé",
		"Was geschehen ist",
	},
}
