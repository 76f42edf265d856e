package phrases

// quotas is what the page says that moves an allocation.
var quotas = area{
	"%d licensed, and none may lack.": {
		"%d sous licence, et aucun ne doit manquer.",
		"%d lizenziert, und keines darf fehlen.",
	},
	"%s, before and after": {
		"%s, avant et après",
		"%s, vorher und nachher",
	},
	"After": {
		"Après",
		"Nachher",
	},
	"All groups together": {
		"Tous les groupes ensemble",
		"Alle Gruppen zusammen",
	},
	"Ask what it would be; without dry_run it is done": {
		"Demander le calcul\u00a0; sans dry_run, c’est fait",
		"Nach der Rechnung fragen; ohne dry_run wird es getan",
	},
	"Before": {
		"Avant",
		"Vorher",
	},
	"Holds": {
		"Juste",
		"Geht auf",
	},
	"How many": {
		"Combien",
		"Wie viele",
	},
	"It comes out of the rest.": {
		"Elle vient du reste.",
		"Sie kommt aus dem Rest.",
	},
	"It does not hold, and cannot be moved like this.": {
		"Le compte n’y est pas\u00a0: cela ne peut pas être déplacé ainsi.",
		"Die Rechnung geht nicht auf: So lässt es sich nicht verschieben.",
	},
	"It uses %d, and must reserve as many.": {
		"Il en utilise %d et doit en réserver autant.",
		"Sie nutzt %d und muss ebenso viele reservieren.",
	},
	"Left of the licence": {
		"Reste de la licence",
		"Von der Lizenz übrig",
	},
	"Move %d subscription": {
		"Déplacer %d abonnement",
		"%d Abonnement verschieben",
	},
	"Move %d subscriptions": {
		"Déplacer %d abonnements",
		"%d Abonnements verschieben",
	},
	"Nothing": {
		"Rien",
		"Nichts",
	},
	"Reckon": {
		"Calculer",
		"Rechnen",
	},
	"Reserved by": {
		"Réservés par",
		"Reserviert von",
	},
	"Rule": {
		"Règle",
		"Regel",
	},
	"The licence has no limit.": {
		"La licence n’a pas de limite.",
		"Die Lizenz hat keine Grenze.",
	},
	"The sum of what is reserved.": {
		"La somme de ce qui est réservé.",
		"Die Summe dessen, was reserviert ist.",
	},
	"To": {
		"Vers",
		"Nach",
	},
	"Use of groups without an allocation": {
		"Utilisation des groupes sans allocation",
		"Nutzung der Gruppen ohne Zuteilung",
	},
	"What is left of the licence": {
		"Ce qui reste de la licence",
		"Was von der Lizenz übrig ist",
	},
	"What one group has reserved and does not use, another can have. You see the arithmetic before anything moves.": {
		"Ce qu’un groupe a réservé sans l’utiliser, un autre peut l’avoir. Vous voyez le calcul avant tout déplacement.",
		"Was eine Gruppe reserviert hat und nicht nutzt, kann eine andere bekommen. Sie sehen die Rechnung, bevor etwas verschoben wird.",
	},
}
