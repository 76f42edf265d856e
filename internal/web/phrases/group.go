package phrases

// group is what the page of an access group says.
var group = area{
	"%d more belong to the organisation above.": {
		"%d autres appartiennent à l’organisation parente.",
		"%d weitere gehören zur übergeordneten Organisation.",
	},
	"%d more belongs to the organisation above.": {
		"%d autre appartient à l’organisation parente.",
		"%d weiterer gehört zur übergeordneten Organisation.",
	},
	"%d to %d of %d": {
		"%d à %d sur %d",
		"%d bis %d von %d",
	},
	"A group goes when nobody is in it and it owns no subscription. You see what stands in the way.": {
		"Un groupe disparaît quand il ne compte plus personne et ne possède aucun abonnement. Vous voyez ce qui s’y oppose.",
		"Eine Gruppe kann weg, wenn niemand in ihr ist und sie kein Abonnement besitzt. Sie sehen, was im Weg steht.",
	},
	"Add companies to %s": {
		"Ajouter des entreprises à %s",
		"Unternehmen zu %s hinzufügen",
	},
	"Add companies": {
		"Ajouter des entreprises",
		"Unternehmen hinzufügen",
	},
	"All companies are in the group": {
		"Toutes les entreprises sont dans le groupe",
		"Alle Unternehmen sind in der Gruppe",
	},
	"Another group …": {
		"Un autre groupe …",
		"Andere Gruppe …",
	},
	"Ask what deleting would do": {
		"Demander ce que ferait la suppression",
		"Fragen, was das Löschen bewirken würde",
	},
	"Ask what moving would do": {
		"Demander ce que ferait le déplacement",
		"Fragen, was das Verschieben bewirken würde",
	},
	"Bundled companies are allowed": {
		"Les entreprises groupées sont autorisées",
		"Gebündelte Unternehmen sind erlaubt",
	},
	"By a list of names or domains": {
		"Par une liste de noms ou de domaines",
		"Über eine Liste von Namen oder Domains",
	},
	"Change the group": {
		"Modifier le groupe",
		"Die Gruppe ändern",
	},
	"Companies that are not in the group": {
		"Entreprises qui ne sont pas dans le groupe",
		"Unternehmen, die nicht in der Gruppe sind",
	},
	"Delete the group …": {
		"Supprimer le groupe …",
		"Die Gruppe löschen …",
	},
	"Do something to several users": {
		"Agir sur plusieurs utilisateurs",
		"Etwas mit mehreren Benutzern tun",
	},
	"Give up an allocation": {
		"Renoncer à une allocation",
		"Eine Zuteilung aufgeben",
	},
	"Group now": {
		"Groupe actuel",
		"Gruppe jetzt",
	},
	"It can set the scope of tiers": {
		"Il peut définir la portée des niveaux",
		"Sie kann den Geltungsbereich von Stufen festlegen",
	},
	"Its users see every company of the portfolio, also those that come.": {
		"Ses utilisateurs voient toutes les entreprises du portefeuille, aussi celles à venir.",
		"Ihre Benutzer sehen jedes Unternehmen des Portfolios, auch künftige.",
	},
	"Its users see none. Put some into it here, or tick them in the portfolio.": {
		"Ses utilisateurs n’en voient aucune. Ajoutez-en ici, ou cochez-les dans le portefeuille.",
		"Ihre Benutzer sehen keines. Fügen Sie hier welche hinzu oder haken Sie sie im Portfolio an.",
	},
	"Its users see the companies that were put into it.": {
		"Ses utilisateurs voient les entreprises qui y ont été ajoutées.",
		"Ihre Benutzer sehen die Unternehmen, die in sie aufgenommen wurden.",
	},
	"Kept for programs that ask for it.": {
		"Conservé pour les programmes qui le demandent.",
		"Wird für Programme aufbewahrt, die danach fragen.",
	},
	"Let it see all companies …": {
		"Lui montrer toutes les entreprises …",
		"Alle Unternehmen sehen lassen …",
	},
	"Let it see its own companies alone …": {
		"Ne lui montrer que ses propres entreprises …",
		"Nur die eigenen Unternehmen sehen lassen …",
	},
	"List the companies of the group": {
		"Lister les entreprises du groupe",
		"Die Unternehmen der Gruppe auflisten",
	},
	"Make it the default …": {
		"En faire le groupe par défaut …",
		"Zur Standardgruppe machen …",
	},
	"Move companies": {
		"Déplacer des entreprises",
		"Unternehmen verschieben",
	},
	"Move them …": {
		"Les déplacer …",
		"Verschieben …",
	},
	"Name and marks": {
		"Nom et marques",
		"Name und Merkmale",
	},
	"Names or domains": {
		"Noms ou domaines",
		"Namen oder Domains",
	},
	"Nobody is in the group": {
		"Personne n’est dans le groupe",
		"Niemand ist in der Gruppe",
	},
	"One a line: each is looked for exactly.": {
		"Une par ligne\u00a0: chacune est cherchée exactement.",
		"Eines je Zeile: Jedes wird genau gesucht.",
	},
	"Put a user into another group": {
		"Placer un utilisateur dans un autre groupe",
		"Einen Benutzer in eine andere Gruppe aufnehmen",
	},
	"Put companies into the group": {
		"Ajouter des entreprises au groupe",
		"Unternehmen in die Gruppe aufnehmen",
	},
	"Put them into the group …": {
		"Les ajouter au groupe …",
		"In die Gruppe aufnehmen …",
	},
	"Put them there …": {
		"Les y placer …",
		"Dorthin aufnehmen …",
	},
	"Put users into %s": {
		"Placer des utilisateurs dans %s",
		"Benutzer in %s aufnehmen",
	},
	"Put users into it": {
		"Y placer des utilisateurs",
		"Benutzer aufnehmen",
	},
	"Quotas": {
		"Quotas",
		"Kontingente",
	},
	"Read the group with its quotas": {
		"Lire le groupe avec ses quotas",
		"Die Gruppe mit ihren Kontingenten lesen",
	},
	"Read the group with its users": {
		"Lire le groupe avec ses utilisateurs",
		"Die Gruppe mit ihren Benutzern lesen",
	},
	"Read the group": {
		"Lire le groupe",
		"Die Gruppe lesen",
	},
	"Subscription of the group": {
		"Abonnement du groupe",
		"Abonnement der Gruppe",
	},
	"Take them out …": {
		"Les retirer …",
		"Herausnehmen …",
	},
	"The group sees every company of the portfolio. Those in this list were put into it, which counts once it does not.": {
		"Le groupe voit toutes les entreprises du portefeuille. Celles de cette liste y ont été ajoutées, ce qui comptera quand il ne les verra plus toutes.",
		"Die Gruppe sieht jedes Unternehmen des Portfolios. Die in dieser Liste wurden in sie aufgenommen, was zählt, sobald sie nicht mehr alle sieht.",
	},
	"There is no company in the group": {
		"Il n’y a aucune entreprise dans le groupe",
		"In der Gruppe ist kein Unternehmen",
	},
	"This one": {
		"Celui-ci",
		"Diese",
	},
	"What it sees": {
		"Ce qu’il voit",
		"Was sie sieht",
	},
	"Who was put into no group is in the default one.": {
		"Qui n’a été placé dans aucun groupe est dans le groupe par défaut.",
		"Wer keiner Gruppe zugeordnet wurde, ist in der Standardgruppe.",
	},
	"Who was put into no group is in this one. There is always one default: make another one the default to change it.": {
		"Qui n’a été placé dans aucun groupe est dans celui-ci. Il y a toujours un groupe par défaut\u00a0: pour changer, choisissez-en un autre.",
		"Wer keiner Gruppe zugeordnet wurde, ist in dieser. Es gibt immer eine Standardgruppe: Machen Sie eine andere dazu, um es zu ändern.",
	},
	"Whom to put into the group": {
		"Qui placer dans le groupe",
		"Wer in die Gruppe kommt",
	},
	"You have no right to read companies.": {
		"Vous n’avez pas le droit de lire les entreprises.",
		"Sie haben kein Recht, Unternehmen zu lesen.",
	},
	"You may look at the group and not change it.": {
		"Vous pouvez consulter le groupe, pas le modifier.",
		"Sie dürfen die Gruppe ansehen, aber nicht ändern.",
	},
	"You see what it changes before it is done.": {
		"Vous voyez ce que cela change avant que ce soit fait.",
		"Sie sehen, was sich ändert, bevor es geschieht.",
	},
}
