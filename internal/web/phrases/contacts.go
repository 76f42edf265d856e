package phrases

// contacts is what contacts say, and folders and tiers.
var contacts = area{
	"%d contact": {
		"%d contact en tout",
		"%d Kontakt",
	},
	"%d contacts": {
		"%d contacts en tout",
		"%d Kontakte",
	},
	"%d to %d of %d contacts": {
		"%d à %d sur %d contacts",
		"%d bis %d von %d Kontakten",
	},
	"Added": {
		"Ajouté",
		"Hinzugefügt",
	},
	"Company: %s": {
		"Entreprise\u00a0: %s",
		"Unternehmen: %s",
	},
	"Contacts come with an import, or one by one on the page of their company.": {
		"Les contacts arrivent par une importation, ou un par un sur la page de leur entreprise.",
		"Kontakte kommen mit einem Import, oder einzeln auf der Seite ihres Unternehmens.",
	},
	"Description": {
		"Description",
		"Beschreibung",
	},
	"Edit the contact": {
		"Modifier le contact",
		"Kontakt bearbeiten",
	},
	"Everybody here": {
		"Tout le monde ici",
		"Alle hier",
	},
	"Go to the companies": {
		"Aller aux entreprises",
		"Zu den Unternehmen",
	},
	"How much depends on a company. Each is in one tier at most.": {
		"L’importance d’une entreprise. Chacune est dans un niveau au plus.",
		"Wie viel von einem Unternehmen abhängt. Jedes ist in höchstens einer Stufe.",
	},
	"Its owner": {
		"Son propriétaire",
		"Seinen Eigentümer",
	},
	"Its owner and %d people": {
		"Son propriétaire et %d personnes",
		"Seinen Eigentümer und %d Personen",
	},
	"Its owner and %d person": {
		"Son propriétaire et %d personne",
		"Seinen Eigentümer und %d Person",
	},
	"Its owner's access group": {
		"Le groupe d’accès de son propriétaire",
		"Die Zugriffsgruppe seines Eigentümers",
	},
	"Look for another part of the name or of the address.": {
		"Cherchez une autre partie du nom ou de l’adresse.",
		"Suchen Sie nach einem anderen Teil des Namens oder der Adresse.",
	},
	"Make it": {
		"Créer",
		"Anlegen",
	},
	"Make it the preferred contact": {
		"En faire le contact privilégié",
		"Zum bevorzugten Kontakt machen",
	},
	"Make one for a region, a contract or a campaign, and put companies into it.": {
		"Créez-en un pour une région, un contrat ou une campagne, et ajoutez-y des entreprises.",
		"Legen Sie einen für eine Region, einen Vertrag oder eine Kampagne an, und fügen Sie Unternehmen hinzu.",
	},
	"Make one for the companies on which most depends, and one for all others.": {
		"Créez-en un pour les entreprises dont tout dépend, et un pour toutes les autres.",
		"Legen Sie eine für die Unternehmen an, von denen am meisten abhängt, und eine für alle anderen.",
	},
	"Name or e-mail address": {
		"Nom ou adresse e-mail",
		"Name oder E-Mail-Adresse",
	},
	"New folder": {
		"Nouveau dossier",
		"Neuer Ordner",
	},
	"New tier": {
		"Nouveau niveau",
		"Neue Stufe",
	},
	"One of several": {
		"Un parmi d’autres",
		"Einer von mehreren",
	},
	"Owner": {
		"Propriétaire",
		"Eigentümer",
	},
	"Preferred": {
		"Privilégié",
		"Bevorzugt",
	},
	"Preferred: invited if an invitation names nobody": {
		"Privilégié\u00a0: invité si une invitation ne nomme personne",
		"Bevorzugt: eingeladen, wenn eine Einladung niemanden nennt",
	},
	"Rank": {
		"Rang",
		"Rang",
	},
	"Relation": {
		"Lien",
		"Beziehung",
	},
	"Remove the contact": {
		"Retirer le contact",
		"Kontakt entfernen",
	},
	"Remove the filter by company": {
		"Retirer le filtre par entreprise",
		"Filter nach Unternehmen entfernen",
	},
	"Role": {
		"Fonction",
		"Rolle",
	},
	"Role at the company": {
		"Fonction dans l’entreprise",
		"Rolle im Unternehmen",
	},
	"Seen by": {
		"Visible par",
		"Sichtbar für",
	},
	"Sets of companies, as you need them. A company may be in several.": {
		"Des ensembles d’entreprises, selon vos besoins. Une entreprise peut être dans plusieurs.",
		"Gruppen von Unternehmen, wie Sie sie brauchen. Ein Unternehmen kann in mehreren sein.",
	},
	"Source": {
		"Source",
		"Quelle",
	},
	"Telephone": {
		"Téléphone",
		"Telefon",
	},
	"The book is empty": {
		"Le carnet est vide",
		"Das Verzeichnis ist leer",
	},
	"The list ends before this page": {
		"La liste s’arrête avant cette page",
		"Die Liste endet vor dieser Seite",
	},
	"The most important tier has the lowest.": {
		"Le niveau le plus important a le rang le plus bas.",
		"Die wichtigste Stufe hat den niedrigsten Rang.",
	},
	"The people to write to. The preferred one of a company is invited if an invitation names nobody.": {
		"Les personnes à qui écrire. Le contact privilégié d’une entreprise est invité si une invitation ne nomme personne.",
		"Die Personen, denen man schreibt. Der bevorzugte Kontakt eines Unternehmens wird eingeladen, wenn eine Einladung niemanden nennt.",
	},
	"There is no folder yet": {
		"Il n’y a pas encore de dossier",
		"Es gibt noch keinen Ordner",
	},
	"There is no tier yet": {
		"Il n’y a pas encore de niveau",
		"Es gibt noch keine Stufe",
	},
	"Tiers": {
		"Niveaux",
		"Stufen",
	},
	"To the first page": {
		"À la première page",
		"Zur ersten Seite",
	},
}
