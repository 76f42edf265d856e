package phrases

// portfolio is companies, folders, tiers, contacts and their import.
var portfolio = area{
	"%d admin: admins see every company.": {
		"%d administrateur\u00a0: les administrateurs voient toutes les entreprises.",
		"%d Administrator: Administratoren sehen jedes Unternehmen.",
	},
	"%d admins: they see every company.": {
		"%d administrateurs\u00a0: ils voient toutes les entreprises.",
		"%d Administratoren: Sie sehen jedes Unternehmen.",
	},
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
	"%d contact": {
		"%d contact en tout",
		"%d Kontakt",
	},
	"%d contact in the book": {
		"%d contact dans le carnet",
		"%d Kontakt im Verzeichnis",
	},
	"%d contacts": {
		"%d contacts en tout",
		"%d Kontakte",
	},
	"%d row is refused: put it right and import it again.": {
		"%d ligne est refusée\u00a0: corrigez-la et importez-la de nouveau.",
		"%d Zeile ist abgelehnt: Berichtigen Sie sie und importieren Sie sie erneut.",
	},
	"%d row of the file changed something.": {
		"%d ligne du fichier a modifié quelque chose.",
		"%d Zeile der Datei hat etwas geändert.",
	},
	"%d row to look at": {
		"%d ligne à examiner",
		"%d Zeile zum Ansehen",
	},
	"%d rows are refused: put them right and import them again.": {
		"%d lignes sont refusées\u00a0: corrigez-les et importez-les de nouveau.",
		"%d Zeilen sind abgelehnt: Berichtigen Sie sie und importieren Sie sie erneut.",
	},
	"%d rows of the file changed something.": {
		"%d lignes du fichier ont modifié quelque chose.",
		"%d Zeilen der Datei haben etwas geändert.",
	},
	"%d rows to look at": {
		"%d lignes à examiner",
		"%d Zeilen zum Ansehen",
	},
	"%d to %d of %d companies": {
		"%d à %d sur %d entreprises",
		"%d bis %d von %d Unternehmen",
	},
	"%d to %d of %d contacts": {
		"%d à %d sur %d contacts",
		"%d bis %d von %d Kontakten",
	},
	"%d to %d of the first %d rows to look at": {
		"%d à %d des %d premières lignes à examiner",
		"%d bis %d der ersten %d Zeilen zum Ansehen",
	},
	"%d user": {
		"%d utilisateur",
		"%d Benutzer",
	},
	"%d users": {
		"%d utilisateurs",
		"%d Benutzer",
	},
	"Add a contact": {
		"Ajouter un contact",
		"Kontakt hinzufügen",
	},
	"Added": {
		"Ajouté",
		"Hinzugefügt",
	},
	"Advanced": {
		"Avancé",
		"Hoch",
	},
	"All %d contacts in the book": {
		"Les %d contacts dans le carnet",
		"Alle %d Kontakte im Verzeichnis",
	},
	"All of them in the outbox": {
		"Toutes dans la boîte d’envoi",
		"Alle im Postausgang",
	},
	"An empty cell changes nothing, and neither does the same file once more.": {
		"Une cellule vide ne change rien, et le même fichier une seconde fois non plus.",
		"Eine leere Zelle ändert nichts, und dieselbe Datei noch einmal auch nicht.",
	},
	"Any subscription": {
		"Tous les abonnements",
		"Jedes Abonnement",
	},
	"Basic": {
		"Basique",
		"Niedrig",
	},
	"Begin with an example:": {
		"Commencez par un exemple\u00a0:",
		"Beginnen Sie mit einem Beispiel:",
	},
	"Bring your companies from a spreadsheet. You see what would happen before anything does.": {
		"Apportez vos entreprises depuis un tableur. Vous voyez ce qui se passerait avant que quoi que ce soit n’arrive.",
		"Bringen Sie Ihre Unternehmen aus einer Tabelle mit. Sie sehen, was geschehen würde, bevor etwas geschieht.",
	},
	"CSV in UTF-8, with the names of its columns in the first line. At most %d MB and %d rows.": {
		"CSV en UTF-8, avec les noms des colonnes sur la première ligne. Au plus %d Mo et %d lignes.",
		"CSV in UTF-8, mit den Namen der Spalten in der ersten Zeile. Höchstens %d MB und %d Zeilen.",
	},
	"Came by": {
		"Arrivée par",
		"Gekommen durch",
	},
	"Changed": {
		"Modifié",
		"Geändert",
	},
	"Choose companies": {
		"Choisir des entreprises",
		"Unternehmen auswählen",
	},
	"Companies, with their folders, tiers and contacts": {
		"Des entreprises, avec leurs dossiers, niveaux et contacts",
		"Unternehmen mit ihren Ordnern, Stufen und Kontakten",
	},
	"Company: %s": {
		"Entreprise\u00a0: %s",
		"Unternehmen: %s",
	},
	"Competitor": {
		"Concurrent",
		"Wettbewerber",
	},
	"Contacts": {
		"Contacts",
		"Kontakte",
	},
	"Contacts come with an import, or one by one on the page of their company.": {
		"Les contacts arrivent par une importation, ou un par un sur la page de leur entreprise.",
		"Kontakte kommen mit einem Import, oder einzeln auf der Seite ihres Unternehmens.",
	},
	"Delete the folder …": {
		"Supprimer le dossier…",
		"Ordner löschen …",
	},
	"Delete the tier …": {
		"Supprimer le niveau…",
		"Stufe löschen …",
	},
	"Description": {
		"Description",
		"Beschreibung",
	},
	"Do something to several companies": {
		"Agir sur plusieurs entreprises",
		"Mehrere Unternehmen bearbeiten",
	},
	"Edit the contact": {
		"Modifier le contact",
		"Kontakt bearbeiten",
	},
	"Edit the folder": {
		"Modifier le dossier",
		"Ordner bearbeiten",
	},
	"Edit the tier": {
		"Modifier le niveau",
		"Stufe bearbeiten",
	},
	"Employees": {
		"Employés",
		"Beschäftigte",
	},
	"Everybody here": {
		"Tout le monde ici",
		"Alle hier",
	},
	"Export CSV": {
		"Exporter en CSV",
		"CSV exportieren",
	},
	"Export Excel": {
		"Exporter vers Excel",
		"Excel exportieren",
	},
	"Fetch the refused rows": {
		"Télécharger les lignes refusées",
		"Abgelehnte Zeilen herunterladen",
	},
	"File": {
		"Fichier",
		"Datei",
	},
	"Findings about companies": {
		"Des constats sur des entreprises",
		"Befunde zu Unternehmen",
	},
	"Folder …": {
		"Dossier…",
		"Ordner …",
	},
	"Folders": {
		"Dossiers",
		"Ordner",
	},
	"Fourth party": {
		"Quatrième partie",
		"Vierte Partei",
	},
	"From a spreadsheet saved as CSV. You see what would happen before anything does.": {
		"Depuis un tableur enregistré en CSV. Vous voyez ce qui se passerait avant que quoi que ce soit n’arrive.",
		"Aus einer als CSV gespeicherten Tabelle. Sie sehen, was geschehen würde, bevor etwas geschieht.",
	},
	"Go to the companies": {
		"Aller aux entreprises",
		"Zu den Unternehmen",
	},
	"Grades of risk vectors": {
		"Notes des vecteurs de risque",
		"Noten der Risikovektoren",
	},
	"How it works": {
		"Comment ça marche",
		"So funktioniert es",
	},
	"How much depends on a company. Each is in one tier at most.": {
		"L’importance d’une entreprise. Chacune est dans un niveau au plus.",
		"Wie viel von einem Unternehmen abhängt. Jedes ist in höchstens einer Stufe.",
	},
	"Import": {
		"Importer",
		"Importieren",
	},
	"Import %d row": {
		"Importer %d ligne",
		"%d Zeile importieren",
	},
	"Import %d rows": {
		"Importer %d lignes",
		"%d Zeilen importieren",
	},
	"Import another file": {
		"Importer un autre fichier",
		"Weitere Datei importieren",
	},
	"Import companies": {
		"Importer des entreprises",
		"Unternehmen importieren",
	},
	"Import findings": {
		"Importer des constats",
		"Befunde importieren",
	},
	"Imported": {
		"Importé",
		"Importiert",
	},
	"In the portfolio since": {
		"Dans le portefeuille depuis",
		"Im Portfolio seit",
	},
	"Industry": {
		"Branche",
		"Branche",
	},
	"Intermediate": {
		"Intermédiaire",
		"Mittel",
	},
	"Invite somebody": {
		"Inviter quelqu’un",
		"Jemanden einladen",
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
	"It is in no folder.": {
		"Elle n’est dans aucun dossier.",
		"Es liegt in keinem Ordner.",
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
	"Life cycle": {
		"Cycle de vie",
		"Lebenszyklus",
	},
	"Location": {
		"Lieu",
		"Ort",
	},
	"Look again in a moment. If it broke off, what was imported stays, and the file can be handed in again.": {
		"Revenez dans un instant. Si l’importation s’est interrompue, ce qui a été importé reste, et le fichier peut être remis une nouvelle fois.",
		"Sehen Sie gleich noch einmal nach. Falls der Import abgebrochen ist, bleibt das Importierte, und die Datei kann erneut eingereicht werden.",
	},
	"Look at it first": {
		"Vérifier d’abord",
		"Zuerst ansehen",
	},
	"Look before you import": {
		"Vérifiez avant d’importer",
		"Prüfen vor dem Import",
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
	"Monitoring": {
		"Surveillance",
		"Überwachung",
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
	"Next": {
		"Suivant",
		"Weiter",
	},
	"No company has all of these properties. Take a filter away, or look for another part of the name.": {
		"Aucune entreprise ne réunit toutes ces propriétés. Retirez un filtre, ou cherchez une autre partie du nom.",
		"Kein Unternehmen hat alle diese Eigenschaften. Entfernen Sie einen Filter, oder suchen Sie nach einem anderen Teil des Namens.",
	},
	"No domain is known: nobody can be invited there.": {
		"Aucun domaine n’est connu\u00a0: personne ne peut y être invité.",
		"Keine Domain ist bekannt: Dort kann niemand eingeladen werden.",
	},
	"No tier": {
		"Aucun niveau",
		"Keine Stufe",
	},
	"Nobody knows these columns, and they are not read:": {
		"Ces colonnes sont inconnues et ne sont pas lues\u00a0:",
		"Diese Spalten sind unbekannt und werden nicht gelesen:",
	},
	"Nobody there was invited yet.": {
		"Personne n’y a encore été invité.",
		"Dort wurde noch niemand eingeladen.",
	},
	"None": {
		"Aucun",
		"Keine",
	},
	"None is known.": {
		"Aucun n’est connu.",
		"Keine sind bekannt.",
	},
	"Not invited": {
		"Non invitées",
		"Nicht eingeladen",
	},
	"Nothing changed: it was so already.": {
		"Rien n’a changé\u00a0: c’était déjà le cas.",
		"Nichts hat sich geändert: Es war schon so.",
	},
	"Nothing has happened yet. This is what the file would do, of %d rows.": {
		"Rien ne s’est encore passé. Voici ce que ferait le fichier, qui compte %d lignes.",
		"Es ist noch nichts geschehen. Das würde die Datei mit %d Zeilen bewirken.",
	},
	"Onboarding": {
		"Intégration",
		"Einführung",
	},
	"One of several": {
		"Un parmi d’autres",
		"Einer von mehreren",
	},
	"Open requests": {
		"Demandes ouvertes",
		"Offene Anfragen",
	},
	"Owner": {
		"Propriétaire",
		"Eigentümer",
	},
	"Prefer": {
		"Privilégier",
		"Bevorzugen",
	},
	"Preferred": {
		"Privilégié",
		"Bevorzugt",
	},
	"Preferred: invited if an invitation names nobody": {
		"Privilégié\u00a0: invité si une invitation ne nomme personne",
		"Bevorzugt: eingeladen, wenn eine Einladung niemanden nennt",
	},
	"Previous": {
		"Précédent",
		"Zurück",
	},
	"Put into it": {
		"Y ajouter",
		"Hineinlegen",
	},
	"Rank": {
		"Rang",
		"Rang",
	},
	"Rating from": {
		"Note à partir de",
		"Rating ab",
	},
	"Rating to": {
		"Note jusqu’à",
		"Rating bis",
	},
	"Re-assessment": {
		"Réévaluation",
		"Neubewertung",
	},
	"Refused": {
		"Refusé",
		"Abgelehnt",
	},
	"Registration form": {
		"Formulaire d’inscription",
		"Registrierungsformular",
	},
	"Relation": {
		"Lien",
		"Beziehung",
	},
	"Relation to the company": {
		"Lien avec l’entreprise",
		"Beziehung zum Unternehmen",
	},
	"Relationship": {
		"Relation",
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
	"Requests": {
		"Demandes",
		"Anfragen",
	},
	"Result": {
		"Résultat",
		"Ergebnis",
	},
	"Role": {
		"Fonction",
		"Rolle",
	},
	"Role at the company": {
		"Fonction dans l’entreprise",
		"Rolle im Unternehmen",
	},
	"Row": {
		"Contenu",
		"Inhalt",
	},
	"Rows of the file": {
		"Lignes du fichier",
		"Zeilen der Datei",
	},
	"Sector": {
		"Secteur",
		"Sektor",
	},
	"Seen by": {
		"Visible par",
		"Sichtbar für",
	},
	"Set": {
		"Définir",
		"Setzen",
	},
	"Set the tier": {
		"Définir le niveau",
		"Stufe setzen",
	},
	"Sets of companies, as you need them. A company may be in several.": {
		"Des ensembles d’entreprises, selon vos besoins. Une entreprise peut être dans plusieurs.",
		"Gruppen von Unternehmen, wie Sie sie brauchen. Ein Unternehmen kann in mehreren sein.",
	},
	"Source": {
		"Source",
		"Quelle",
	},
	"Stands for it": {
		"La représente",
		"Steht dafür",
	},
	"Strategic partner": {
		"Partenaire stratégique",
		"Strategischer Partner",
	},
	"Subscription": {
		"Abonnement",
		"Abonnement",
	},
	"Subscriptions": {
		"Abonnements",
		"Abonnements",
	},
	"Subsidiary": {
		"Filiale",
		"Tochterunternehmen",
	},
	"Take another file": {
		"Prendre un autre fichier",
		"Andere Datei nehmen",
	},
	"Take it out of %s": {
		"La retirer de %s",
		"Aus %s herausnehmen",
	},
	"Take out of it": {
		"En retirer",
		"Herausnehmen",
	},
	"Telephone": {
		"Téléphone",
		"Telefon",
	},
	"The book is empty": {
		"Le carnet est vide",
		"Das Verzeichnis ist leer",
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
	"The company is in the group.": {
		"L’entreprise fait partie du groupe.",
		"Das Unternehmen gehört zur Gruppe.",
	},
	"The contact is removed.": {
		"Le contact est retiré.",
		"Der Kontakt ist entfernt.",
	},
	"The contact is there.": {
		"Le contact est enregistré.",
		"Der Kontakt ist angelegt.",
	},
	"The file is being imported": {
		"Le fichier est en cours d’importation",
		"Die Datei wird importiert",
	},
	"The file is read and compared with the portfolio. Nothing changes.": {
		"Le fichier est lu et comparé au portefeuille. Rien ne change.",
		"Die Datei wird gelesen und mit dem Portfolio verglichen. Nichts ändert sich.",
	},
	"The group sees all companies.": {
		"Le groupe voit toutes les entreprises.",
		"Die Gruppe sieht alle Unternehmen.",
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
	"There are more. An invitation can share any of them.": {
		"Il y en a d’autres. Une invitation peut partager chacun d’eux.",
		"Es gibt weitere. Eine Einladung kann jeden davon teilen.",
	},
	"There is no company for you to see": {
		"Aucune entreprise ne vous est visible",
		"Für Sie ist kein Unternehmen sichtbar",
	},
	"There is no company in it yet": {
		"Aucune entreprise pour l’instant",
		"Noch kein Unternehmen",
	},
	"There is no folder yet": {
		"Il n’y a pas encore de dossier",
		"Es gibt noch keinen Ordner",
	},
	"There is no tier yet": {
		"Il n’y a pas encore de niveau",
		"Es gibt noch keine Stufe",
	},
	"There is nobody to write to yet.": {
		"Il n’y a encore personne à qui écrire.",
		"Es gibt noch niemanden, dem man schreiben kann.",
	},
	"There is nothing to import: no row of the file changes anything.": {
		"Il n’y a rien à importer\u00a0: aucune ligne du fichier ne change quoi que ce soit.",
		"Es gibt nichts zu importieren: Keine Zeile der Datei ändert etwas.",
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
	"Tiers": {
		"Niveaux",
		"Stufen",
	},
	"To the first page": {
		"À la première page",
		"Zur ersten Seite",
	},
	"Unchanged": {
		"Inchangé",
		"Unverändert",
	},
	"Undo it": {
		"Annuler",
		"Rückgängig machen",
	},
	"Vendor": {
		"Fournisseur",
		"Lieferant",
	},
	"What and why": {
		"Quoi et pourquoi",
		"Was und warum",
	},
	"What is left to do": {
		"Ce qui reste à faire",
		"Was noch zu tun ist",
	},
	"What the file holds": {
		"Ce que contient le fichier",
		"Was die Datei enthält",
	},
	"Where it belongs": {
		"Son classement",
		"Wohin es gehört",
	},
	"Who sees it": {
		"Qui la voit",
		"Wer es sieht",
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
	"You import it, or you put it right first.": {
		"Vous l’importez, ou vous le corrigez d’abord.",
		"Sie importieren sie, oder Sie berichtigen sie zuerst.",
	},
	"You see what is new, what changes, and which rows are refused, and why.": {
		"Vous voyez ce qui est nouveau, ce qui change, quelles lignes sont refusées, et pourquoi.",
		"Sie sehen, was neu ist, was sich ändert, welche Zeilen abgelehnt werden, und warum.",
	},
	"Your access group sees none. An administrator can add some to it.": {
		"Votre groupe d’accès n’en voit aucune. Un administrateur peut lui en ajouter.",
		"Ihre Zugriffsgruppe sieht keines. Ein Administrator kann ihr welche hinzufügen.",
	},
	"Your own number": {
		"Votre propre numéro",
		"Ihre eigene Nummer",
	},
	"Your portfolio is empty": {
		"Votre portefeuille est vide",
		"Ihr Portfolio ist leer",
	},
	"companies.csv": {
		"companies.csv",
		"companies.csv",
	},
	"findings.csv": {
		"findings.csv",
		"findings.csv",
	},
	"made up for the demo": {
		"inventé pour la démonstration",
		"für die Demo erfunden",
	},
	"rated %s": {
		"notée le %s",
		"bewertet am %s",
	},
	"since %s": {
		"depuis le %s",
		"seit %s",
	},
	"the life cycle": {
		"le cycle de vie",
		"den Lebenszyklus",
	},
	"the relationship": {
		"la relation",
		"die Beziehung",
	},
	"the tier": {
		"le niveau",
		"die Stufe",
	},
}
