package phrases

// portfolio is what the list of companies says, and changing many of them.
var portfolio = area{
	"%d companies": {
		"%d entreprises",
		"%d Unternehmen",
	},
	"%d companies have another tier now.": {
		"%d entreprises ont changé de niveau.",
		"%d Unternehmen haben jetzt eine andere Stufe.",
	},
	"%d companies were put into the folder.": {
		"%d entreprises ont été ajoutées au dossier.",
		"%d Unternehmen wurden in den Ordner gelegt.",
	},
	"%d companies were taken out of the folder.": {
		"%d entreprises ont été retirées du dossier.",
		"%d Unternehmen wurden aus dem Ordner genommen.",
	},
	"%d company": {
		"%d entreprise",
		"%d Unternehmen",
	},
	"%d company has another tier now.": {
		"%d entreprise a changé de niveau.",
		"%d Unternehmen hat jetzt eine andere Stufe.",
	},
	"%d company was put into the folder.": {
		"%d entreprise a été ajoutée au dossier.",
		"%d Unternehmen wurde in den Ordner gelegt.",
	},
	"%d company was taken out of the folder.": {
		"%d entreprise a été retirée du dossier.",
		"%d Unternehmen wurde aus dem Ordner genommen.",
	},
	"%d to %d of %d companies": {
		"%d à %d sur %d entreprises",
		"%d bis %d von %d Unternehmen",
	},
	"Advanced": {
		"Avancé",
		"Hoch",
	},
	"Any subscription": {
		"Tous les abonnements",
		"Jedes Abonnement",
	},
	"Basic": {
		"Basique",
		"Niedrig",
	},
	"Bring your companies from a spreadsheet. You see what would happen before anything does.": {
		"Apportez vos entreprises depuis un tableur. Vous voyez ce qui se passerait avant que quoi que ce soit n’arrive.",
		"Bringen Sie Ihre Unternehmen aus einer Tabelle mit. Sie sehen, was geschehen würde, bevor etwas geschieht.",
	},
	"Choose companies": {
		"Choisir des entreprises",
		"Unternehmen auswählen",
	},
	"Delete the folder …": {
		"Supprimer le dossier…",
		"Ordner löschen …",
	},
	"Delete the tier …": {
		"Supprimer le niveau…",
		"Stufe löschen …",
	},
	"Do something to several companies": {
		"Agir sur plusieurs entreprises",
		"Mehrere Unternehmen bearbeiten",
	},
	"Edit the folder": {
		"Modifier le dossier",
		"Ordner bearbeiten",
	},
	"Edit the tier": {
		"Modifier le niveau",
		"Stufe bearbeiten",
	},
	"Export CSV": {
		"Exporter en CSV",
		"CSV exportieren",
	},
	"Export Excel": {
		"Exporter vers Excel",
		"Excel exportieren",
	},
	"Folder …": {
		"Dossier…",
		"Ordner …",
	},
	"Import companies": {
		"Importer des entreprises",
		"Unternehmen importieren",
	},
	"Intermediate": {
		"Intermédiaire",
		"Mittel",
	},
	"Invite these": {
		"Les inviter",
		"Diese einladen",
	},
	"Invited or not": {
		"Invitées ou non",
		"Eingeladen oder nicht",
	},
	"It is as it was before.": {
		"Tout est comme avant.",
		"Alles ist wieder wie zuvor.",
	},
	"It is deleted. Its companies are where they were.": {
		"C’est supprimé. Les entreprises restent dans le portefeuille.",
		"Gelöscht. Die Unternehmen bleiben im Portfolio.",
	},
	"It is done to the companies that are ticked.": {
		"S’applique aux entreprises cochées.",
		"Gilt für die angehakten Unternehmen.",
	},
	"It is there now. Put companies into it.": {
		"C’est créé. Ajoutez-y des entreprises.",
		"Angelegt. Fügen Sie Unternehmen hinzu.",
	},
	"Its companies stay in the portfolio, and in other folders.": {
		"Ses entreprises restent dans le portefeuille et dans les autres dossiers.",
		"Seine Unternehmen bleiben im Portfolio und in anderen Ordnern.",
	},
	"Its companies stay in the portfolio, without a tier.": {
		"Ses entreprises restent dans le portefeuille, sans niveau.",
		"Ihre Unternehmen bleiben im Portfolio, ohne Stufe.",
	},
	"No company has all of these properties. Take a filter away, or look for another part of the name.": {
		"Aucune entreprise ne réunit toutes ces propriétés. Retirez un filtre, ou cherchez une autre partie du nom.",
		"Kein Unternehmen hat alle diese Eigenschaften. Entfernen Sie einen Filter, oder suchen Sie nach einem anderen Teil des Namens.",
	},
	"Not invited": {
		"Non invitées",
		"Nicht eingeladen",
	},
	"Nothing changed: it was so already.": {
		"Rien n’a changé\u00a0: c’était déjà le cas.",
		"Nichts hat sich geändert: Es war schon so.",
	},
	"Open requests": {
		"Demandes ouvertes",
		"Offene Anfragen",
	},
	"Rating from": {
		"Note à partir de",
		"Rating ab",
	},
	"Rating to": {
		"Note jusqu’à",
		"Rating bis",
	},
	"Relation to the company": {
		"Lien avec l’entreprise",
		"Beziehung zum Unternehmen",
	},
	"Set the tier": {
		"Définir le niveau",
		"Stufe setzen",
	},
	"Subscription": {
		"Abonnement",
		"Abonnement",
	},
	"Take out of it": {
		"En retirer",
		"Herausnehmen",
	},
	"The companies in this folder.": {
		"Les entreprises de ce dossier.",
		"Die Unternehmen in diesem Ordner.",
	},
	"The companies of this tier.": {
		"Les entreprises de ce niveau.",
		"Die Unternehmen dieser Stufe.",
	},
	"The companies you work with: who they are, who was invited, whom to write to.": {
		"Les entreprises avec lesquelles vous travaillez\u00a0: qui elles sont, qui a été invité, à qui écrire.",
		"Die Unternehmen, mit denen Sie arbeiten: wer sie sind, wer eingeladen wurde, wem man schreibt.",
	},
	"The contact is removed.": {
		"Le contact est retiré.",
		"Der Kontakt ist entfernt.",
	},
	"The contact is there.": {
		"Le contact est enregistré.",
		"Der Kontakt ist angelegt.",
	},
	"There is no company for you to see": {
		"Aucune entreprise ne vous est visible",
		"Für Sie ist kein Unternehmen sichtbar",
	},
	"There is no company in it yet": {
		"Aucune entreprise pour l’instant",
		"Noch kein Unternehmen",
	},
	"This is the preferred contact now: invited if an invitation names nobody.": {
		"C’est désormais le contact privilégié\u00a0: il est invité si une invitation ne nomme personne.",
		"Das ist jetzt der bevorzugte Kontakt: Er wird eingeladen, wenn eine Einladung niemanden nennt.",
	},
	"Tick companies in the portfolio, choose where they belong, and they are here.": {
		"Cochez des entreprises dans le portefeuille, choisissez où elles vont, et elles apparaîtront ici.",
		"Haken Sie im Portfolio Unternehmen an, wählen Sie, wohin sie gehören, und sie erscheinen hier.",
	},
	"Tier …": {
		"Niveau…",
		"Stufe …",
	},
	"Undo it": {
		"Annuler",
		"Rückgängig machen",
	},
	"What is left to do": {
		"Ce qui reste à faire",
		"Was noch zu tun ist",
	},
	"With": {
		"Avec",
		"Mit",
	},
	"With or without": {
		"Avec ou sans",
		"Mit oder ohne",
	},
	"Without": {
		"Sans",
		"Ohne",
	},
	"Without a preferred contact": {
		"Sans contact privilégié",
		"Ohne bevorzugten Kontakt",
	},
	"You can take it back for a day.": {
		"Vous pouvez l’annuler pendant un jour.",
		"Sie können es einen Tag lang rückgängig machen.",
	},
	"Your access group sees none. An administrator can add some to it.": {
		"Votre groupe d’accès n’en voit aucune. Un administrateur peut lui en ajouter.",
		"Ihre Zugriffsgruppe sieht keines. Ein Administrator kann ihr welche hinzufügen.",
	},
	"Your portfolio is empty": {
		"Votre portefeuille est vide",
		"Ihr Portfolio ist leer",
	},
}
