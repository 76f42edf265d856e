package phrases

// registrations is the pages on which registrations are decided.
var registrations = area{
	"Back to the registrations": {
		"Retour aux inscriptions",
		"Zurück zu den Registrierungen",
	},
	"Do nothing": {
		"Ne rien faire",
		"Nichts tun",
	},
	"Not decided now": {
		"Non décidées cette fois",
		"Diesmal nicht entschieden",
	},
	"Person": {
		"Personne",
		"Person",
	},
	"To consider": {
		"À considérer",
		"Zu bedenken",
	},
	"Nobody waits for a decision. Who registers through a form and confirms the address appears here.": {
		"Personne n’attend de décision. Qui s’inscrit par un formulaire et confirme son adresse apparaît ici.",
		"Niemand wartet auf eine Entscheidung. Wer sich über ein Formular registriert und die Adresse bestätigt, erscheint hier.",
	},
	"Nobody has been approved yet.": {
		"Personne n’a encore été approuvé.",
		"Noch wurde niemand genehmigt.",
	},
	"Nobody has been rejected.": {
		"Personne n’a été rejeté.",
		"Niemand wurde zurückgewiesen.",
	},
	"Nobody has registered yet. Give the address of a form away, and wait for who comes.": {
		"Personne ne s’est encore inscrit. Diffusez l’adresse d’un formulaire et attendez.",
		"Noch hat sich niemand registriert. Geben Sie die Adresse eines Formulars weiter und warten Sie ab.",
	},
	"%d registration on this page": {
		"%d inscription sur cette page",
		"%d Registrierung auf dieser Seite",
	},
	"%d registrations on this page": {
		"%d inscriptions sur cette page",
		"%d Registrierungen auf dieser Seite",
	},
	"Free mail: anybody can have such an address": {
		"Messagerie gratuite\u00a0: tout le monde peut avoir une telle adresse",
		"Freemail: Eine solche Adresse kann jeder haben",
	},
	"%s, the last %s": {
		"%s, la dernière %s",
		"%s, die letzte %s",
	},
	"Earlier requests to this person": {
		"Demandes antérieures à cette personne",
		"Frühere Anfragen an diese Person",
	},
	"Not one": {
		"Aucune",
		"Keine",
	},
	"Other requests to the company": {
		"Autres demandes à l’entreprise",
		"Andere Anfragen an das Unternehmen",
	},
	"Domain of the company": {
		"Domaine de l’entreprise",
		"Domain des Unternehmens",
	},
	"%s, this person among them": {
		"%s, dont cette personne",
		"%s, diese Person darunter",
	},
	"%s, this person not among them": {
		"%s, sans cette personne",
		"%s, diese Person nicht darunter",
	},
	"To decide": {
		"À décider",
		"Zu entscheiden",
	},
	"The oldest first": {
		"Les plus anciens d’abord",
		"Älteste zuerst",
	},
	"By company": {
		"Par entreprise",
		"Nach Unternehmen",
	},
	"By e-mail address": {
		"Par adresse e-mail",
		"Nach E-Mail-Adresse",
	},
	"All on this page": {
		"Toutes sur cette page",
		"Alle auf dieser Seite",
	},
	"Any form": {
		"Tous les formulaires",
		"Jedes Formular",
	},
	"Approve the checked …": {
		"Approuver la sélection…",
		"Ausgewählte genehmigen …",
	},
	"By decision": {
		"Par décision",
		"Nach Entscheidung",
	},
	"Choose %s": {
		"Choisir %s",
		"%s auswählen",
	},
	"No registration has all of these properties. Take a filter away, or look for the beginning of a word.": {
		"Aucune inscription n’a toutes ces propriétés. Retirez un filtre ou cherchez le début d’un mot.",
		"Keine Registrierung hat alle diese Eigenschaften. Nehmen Sie einen Filter weg oder suchen Sie nach dem Anfang eines Wortes.",
	},
	"Reject the checked …": {
		"Rejeter la sélection…",
		"Ausgewählte zurückweisen …",
	},
	"What will happen is shown first.": {
		"Ce qui va se passer est d’abord montré.",
		"Was geschehen wird, wird vorher gezeigt.",
	},
	"What you know": {
		"Ce que vous savez",
		"Was Sie wissen",
	},
	"Who registered through a form and confirmed the address. Nobody gets in before somebody here says yes.": {
		"Qui s’est inscrit par un formulaire et a confirmé son adresse. Personne n’entre avant que quelqu’un ici dise oui.",
		"Wer sich über ein Formular registriert und die Adresse bestätigt hat. Niemand kommt hinein, bevor hier jemand Ja sagt.",
	},
	"New company, as typed": {
		"Nouvelle entreprise, telle que saisie",
		"Neues Unternehmen, wie eingegeben",
	},
	"It has been decided already.": {
		"C’est déjà décidé.",
		"Das ist schon entschieden.",
	},
	"Each of these people gets a polite mail. They may register again.": {
		"Chacune de ces personnes reçoit un message poli. Elles peuvent s’inscrire à nouveau.",
		"Jede dieser Personen bekommt eine höfliche E-Mail. Sie kann sich erneut registrieren.",
	},
	"Reject %d": {
		"En rejeter %d",
		"%d zurückweisen",
	},
	"Each of these people gets an invitation by mail, in your name. Once they accept it, they have access.": {
		"Chacune de ces personnes reçoit une invitation par e-mail, en votre nom. Une fois acceptée, elle ouvre l’accès.",
		"Jede dieser Personen bekommt in Ihrem Namen eine Einladung per E-Mail. Nimmt sie an, hat sie Zugang.",
	},
	"Approve %d and invite": {
		"En approuver %d et inviter",
		"%d genehmigen und einladen",
	},
	"There is nothing left to decide": {
		"Il ne reste rien à décider",
		"Es ist nichts mehr zu entscheiden",
	},
	"%d registration could not be decided.": {
		"%d inscription n’a pas pu être décidée.",
		"%d Registrierung konnte nicht entschieden werden.",
	},
	"%d registrations could not be decided.": {
		"%d inscriptions n’ont pas pu être décidées.",
		"%d Registrierungen konnten nicht entschieden werden.",
	},
	"%d was decided.": {
		"%d a été décidée.",
		"%d wurde entschieden.",
	},
	"%d were decided.": {
		"%d ont été décidées.",
		"%d wurden entschieden.",
	},
	"%d registration is approved. The invitation is on its way.": {
		"%d inscription est approuvée. L’invitation est en route.",
		"%d Registrierung ist genehmigt. Die Einladung ist unterwegs.",
	},
	"%d registrations are approved. The invitations are on their way.": {
		"%d inscriptions sont approuvées. Les invitations sont en route.",
		"%d Registrierungen sind genehmigt. Die Einladungen sind unterwegs.",
	},
	"%d registration is rejected. A polite mail says so.": {
		"%d inscription est rejetée. Un message poli le dit.",
		"%d Registrierung ist zurückgewiesen. Eine höfliche E-Mail sagt es.",
	},
	"%d registrations are rejected. Polite mails say so.": {
		"%d inscriptions sont rejetées. Des messages polis le disent.",
		"%d Registrierungen sind zurückgewiesen. Höfliche E-Mails sagen es.",
	},
	"Yes": {
		"Oui",
		"Ja",
	},
	"No": {
		"Non",
		"Nein",
	},
}
