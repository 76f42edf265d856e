package phrase

// portfolios is about companies, folders, tiers, contacts and subscriptions.
var portfolios = area{
	"%q is not a domain": {
		"%q n’est pas un domaine",
		"%q ist keine Domain",
	},
	"%q is not a UUID": {
		"%q n’est pas un UUID",
		"%q ist keine UUID",
	},
	"%q is not one of name, rating, industry.name, life_cycle.name, relationship.name, subscription_type.name, tier": {
		"%q ne figure pas parmi name, rating, industry.name, life_cycle.name, relationship.name, subscription_type.name, tier",
		"%q ist keines von name, rating, industry.name, life_cycle.name, relationship.name, subscription_type.name, tier",
	},
	"%q is not the e-mail address of a user": {
		"%q n’est pas l’adresse e-mail d’un utilisateur",
		"%q ist nicht die E-Mail-Adresse eines Benutzers",
	},
	"%s has a subscription of type %s already.": {
		"%s a déjà un abonnement de type %s.",
		"%s hat bereits ein Abonnement vom Typ %s.",
	},
	"%s has no subscription of type %s.": {
		"%s n’a pas d’abonnement de type %s.",
		"%s hat kein Abonnement vom Typ %s.",
	},
	"%s has no such subscription.": {
		"%s n’a pas cet abonnement.",
		"%s hat kein solches Abonnement.",
	},
	"%s is a public suffix, under which anybody can register": {
		"%s est un suffixe public, sous lequel n’importe qui peut enregistrer un domaine",
		"%s ist ein öffentliches Suffix, unter dem jeder eine Domain registrieren kann",
	},
	"%s is also in add_companies": {
		"%s figure aussi dans add_companies",
		"%s steht auch in add_companies",
	},
	"%s is the domain of a mail provider": {
		"%s est le domaine d’un fournisseur de messagerie",
		"%s ist die Domain eines E-Mail-Anbieters",
	},
	"and the others are more than %d": {
		"et les autres sont plus de %d",
		"und die übrigen sind mehr als %d",
	},
	"are more than %d": {
		"sont plus de %d",
		"sind mehr als %d",
	},
	"cannot be the company itself": {
		"ne peut pas être l’entreprise elle-même",
		"kann nicht das Unternehmen selbst sein",
	},
	"Contact %d: %s": {
		"Contact %d\u00a0: %s",
		"Kontakt %d: %s",
	},
	"contains control characters": {
		"contient des caractères de contrôle",
		"enthält Steuerzeichen",
	},
	"has an e-mail address that is too long": {
		"contient une adresse e-mail trop longue",
		"enthält eine zu lange E-Mail-Adresse",
	},
	"has more than %d companies": {
		"contient plus de %d entreprises",
		"enthält mehr als %d Unternehmen",
	},
	"is longer than %d characters": {
		"dépasse %d caractères",
		"ist länger als %d Zeichen",
	},
	"is not a risk vector": {
		"n’est pas un vecteur de risque",
		"ist kein Risikovektor",
	},
	"is not a UUID": {
		"n’est pas un UUID",
		"ist keine UUID",
	},
	"is not in your portfolio": {
		"ne figure pas dans votre portefeuille",
		"ist nicht in Ihrem Portfolio",
	},
	"is not UTF-8": {
		"n’est pas en UTF-8",
		"ist nicht in UTF-8",
	},
	"is of a contact that comes twice": {
		"est celle d’un contact qui figure deux fois",
		"gehört zu einem Kontakt, der zweimal vorkommt",
	},
	"is Primary for two contacts of the company": {
		"vaut Primary pour deux contacts de l’entreprise",
		"ist bei zwei Kontakten des Unternehmens Primary",
	},
	"is shared with more than %d users": {
		"est partagé avec plus de %d utilisateurs",
		"ist mit mehr als %d Benutzern geteilt",
	},
	"is the date of no rating": {
		"est la date d’une note qui n’est pas indiquée",
		"ist das Datum eines Ratings, das nicht angegeben ist",
	},
	"is the domain of several companies: give a name or a guid": {
		"est le domaine de plusieurs entreprises\u00a0: indiquez un nom ou un GUID",
		"ist die Domain mehrerer Unternehmen: Geben Sie einen Namen oder eine GUID an",
	},
	"is the name of several companies: give a guid": {
		"est le nom de plusieurs entreprises\u00a0: indiquez un GUID",
		"ist der Name mehrerer Unternehmen: Geben Sie eine GUID an",
	},
	"must be a date, YYYY-MM-DD": {
		"doit être une date au format AAAA-MM-JJ",
		"muss ein Datum im Format JJJJ-MM-TT sein",
	},
	"must be between 0 and 1000000": {
		"doit être compris entre 0 et 1000000",
		"muss zwischen 0 und 1000000 liegen",
	},
	"must be between 1 and 3650, or null": {
		"doit être compris entre 1 et 3650, ou null",
		"muss zwischen 1 und 3650 liegen oder null sein",
	},
	"must be one of onboarding, monitoring, re_assessment, or null": {
		"doit être onboarding, monitoring, re_assessment ou null",
		"muss onboarding, monitoring, re_assessment oder null sein",
	},
	"must be one of vendor, strategic_partner, competitor, fourth_party, subsidiary, other": {
		"doit être vendor, strategic_partner, competitor, fourth_party, subsidiary ou other",
		"muss vendor, strategic_partner, competitor, fourth_party, subsidiary oder other sein",
	},
	"must be Primary, Backup or null": {
		"doit être Primary, Backup ou null",
		"muss Primary, Backup oder null sein",
	},
	"must be Service Now, or empty": {
		"doit être Service Now, ou vide",
		"muss Service Now oder leer sein",
	},
	"must have no more than %d contacts": {
		"ne doit pas dépasser %d contacts",
		"darf höchstens %d Kontakte haben",
	},
	"must have no more than %d entries": {
		"ne doit pas dépasser %d entrées",
		"darf höchstens %d Einträge enthalten",
	},
	"must not be negative": {
		"ne doit pas être négatif",
		"darf nicht negativ sein",
	},
	"Somebody else changed the same companies at this moment. Please try again.": {
		"Quelqu’un d’autre vient de modifier les mêmes entreprises. Veuillez réessayer.",
		"Jemand anderes hat gerade dieselben Unternehmen geändert. Bitte versuchen Sie es erneut.",
	},
	"Somebody else changed the same subscriptions at this moment. Please try again.": {
		"Quelqu’un d’autre vient de modifier les mêmes abonnements. Veuillez réessayer.",
		"Jemand anderes hat gerade dieselben Abonnements geändert. Bitte versuchen Sie es erneut.",
	},
	"The company has a contact with this e-mail address already.": {
		"L’entreprise a déjà un contact avec cette adresse e-mail.",
		"Das Unternehmen hat bereits einen Kontakt mit dieser E-Mail-Adresse.",
	},
	"The company has no preferred contact.": {
		"L’entreprise n’a pas de contact privilégié.",
		"Das Unternehmen hat keinen bevorzugten Kontakt.",
	},
	"The company has no relationship.": {
		"L’entreprise n’a pas de relation.",
		"Das Unternehmen hat keine Beziehung.",
	},
	"The company has no subscription.": {
		"L’entreprise n’a pas d’abonnement.",
		"Das Unternehmen hat kein Abonnement.",
	},
	"The company is in no life cycle.": {
		"L’entreprise n’est à aucune étape du cycle de vie.",
		"Das Unternehmen ist in keiner Phase des Lebenszyklus.",
	},
	"The company is in this life cycle already.": {
		"L’entreprise est déjà à cette étape du cycle de vie.",
		"Das Unternehmen ist bereits in dieser Phase des Lebenszyklus.",
	},
	"The tier in which they were has been deleted.": {
		"Le niveau auquel elles appartenaient a été supprimé.",
		"Die Stufe, in der sie waren, wurde gelöscht.",
	},
	"There is a folder with the name %s already.": {
		"Un dossier porte déjà le nom %s.",
		"Es gibt bereits einen Ordner mit dem Namen %s.",
	},
	"There is a folder with this name already.": {
		"Un dossier porte déjà ce nom.",
		"Es gibt bereits einen Ordner mit diesem Namen.",
	},
	"There is a tier with the name %s already.": {
		"Un niveau porte déjà le nom %s.",
		"Es gibt bereits eine Stufe mit dem Namen %s.",
	},
	"There is no such contact.": {
		"Ce contact n’existe pas.",
		"Diesen Kontakt gibt es nicht.",
	},
	"There is no such folder.": {
		"Ce dossier n’existe pas.",
		"Diesen Ordner gibt es nicht.",
	},
	"There is no such tier.": {
		"Ce niveau n’existe pas.",
		"Diese Stufe gibt es nicht.",
	},
	"There is nothing to undo.": {
		"Il n’y a rien à annuler.",
		"Es gibt nichts rückgängig zu machen.",
	},
}
