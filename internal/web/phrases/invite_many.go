package phrases

// inviteMany is what inviting several from the portfolio says.
var inviteMany = area{
	"From a CSV file": {
		"Depuis un fichier CSV",
		"Aus einer CSV-Datei",
	},
	"Days of access after acceptance": {
		"Jours d’accès après acceptation",
		"Tage Zugang nach der Annahme",
	},
	"Invite many companies": {
		"Inviter plusieurs entreprises",
		"Viele Unternehmen einladen",
	},
	"Name or domain": {
		"Nom ou domaine",
		"Name oder Domain",
	},
	"The same to all; both mails quote it.": {
		"Le même pour tous\u00a0; les deux e-mails le citent.",
		"Für alle gleich; beide E-Mails zitieren sie.",
	},
	"No contact": {
		"Aucun contact",
		"Kein Kontakt",
	},
	"Contact": {
		"Contact",
		"Kontakt",
	},
	"No company matches": {
		"Aucune entreprise ne correspond",
		"Kein Unternehmen passt",
	},
	"Go to the portfolio": {
		"Aller au portefeuille",
		"Zum Portfolio",
	},
	"Choose the companies, look at whom each suggests, and see what would be sent before it is.": {
		"Choisissez les entreprises, vérifiez qui chacune propose et voyez ce qui serait envoyé avant l’envoi.",
		"Wählen Sie die Unternehmen, prüfen Sie, wen jedes vorschlägt, und sehen Sie vor dem Senden, was gesendet würde.",
	},
	"You may not list the portfolio": {
		"Vous ne pouvez pas afficher le portefeuille",
		"Sie dürfen das Portfolio nicht auflisten",
	},
	"A CSV file can name the companies that you know.": {
		"Un fichier CSV peut nommer les entreprises que vous connaissez.",
		"Eine CSV-Datei kann die Unternehmen nennen, die Sie kennen.",
	},
	"Companies": {
		"Entreprises",
		"Unternehmen",
	},
	"Folder": {
		"Dossier",
		"Ordner",
	},
	"Any folder": {
		"Tous les dossiers",
		"Jeder Ordner",
	},
	"Tier": {
		"Niveau",
		"Stufe",
	},
	"Any tier": {
		"Tous les niveaux",
		"Jede Stufe",
	},
	"With a preferred contact": {
		"Avec un contact privilégié",
		"Mit bevorzugtem Kontakt",
	},
	"Without an open request": {
		"Sans demande ouverte",
		"Ohne offene Anfrage",
	},
	"Choose": {
		"Choisir",
		"Auswählen",
	},
	"The same for all": {
		"Identique pour tous",
		"Für alle gleich",
	},
	"Whom to invite at each company": {
		"Qui inviter dans chaque entreprise",
		"Wen Sie in jedem Unternehmen einladen",
	},
	"Known": {
		"Connu",
		"Bekannt",
	},
	"Name at %s": {
		"Nom chez %s",
		"Name bei %s",
	},
	"E-mail at %s": {
		"E-mail chez %s",
		"E-Mail bei %s",
	},
	"Open request": {
		"Demande ouverte",
		"Offene Anfrage",
	},
	"See what would be sent": {
		"Voir ce qui serait envoyé",
		"Ansehen, was gesendet würde",
	},
	"There are more than %d: narrow the choice for the others.": {
		"Il y en a plus de %d\u00a0: affinez le choix pour les autres.",
		"Es gibt mehr als %d: Grenzen Sie die Auswahl für die übrigen ein.",
	},
	"None that you see has all of these properties. Take one away.": {
		"Aucune de celles que vous voyez n’a toutes ces propriétés. Retirez-en une.",
		"Keines, das Sie sehen, hat alle diese Eigenschaften. Nehmen Sie eine weg.",
	},
	"Which companies?": {
		"Quelles entreprises\u00a0?",
		"Welche Unternehmen?",
	},
	"Choose a folder, a tier or a part of the names above, or tick companies in the portfolio.": {
		"Choisissez ci-dessus un dossier, un niveau ou une partie des noms, ou cochez des entreprises dans le portefeuille.",
		"Wählen Sie oben einen Ordner, eine Stufe oder einen Teil der Namen, oder haken Sie Unternehmen im Portfolio an.",
	},
	"%d company is ticked.": {
		"%d entreprise est cochée.",
		"%d Unternehmen ist angehakt.",
	},
	"%d companies are ticked.": {
		"%d entreprises sont cochées.",
		"%d Unternehmen sind angehakt.",
	},
}
