package phrases

// explain is what the pages say about who sees what.
var explain = area{
	"%s does not see %s.": {
		"%s ne voit pas %s.",
		"%s sieht %s nicht.",
	},
	"%s sees %s.": {
		"%s voit %s.",
		"%s sieht %s.",
	},
	"Ask for the same": {
		"Poser la même question",
		"Dasselbe fragen",
	},
	"Explain": {
		"Expliquer",
		"Erklären",
	},
	"List who sees the company": {
		"Lister ceux qui voient l’entreprise",
		"Auflisten, wer das Unternehmen sieht",
	},
	"Name a person and a company: you read whether they see it, through what, and what is missing.": {
		"Nommez une personne et une entreprise\u00a0: vous lisez si elle la voit, par quoi, et ce qui manque.",
		"Nennen Sie eine Person und ein Unternehmen: Sie lesen, ob sie es sieht, wodurch, und was fehlt.",
	},
	"No company is found by that name or domain.": {
		"Aucune entreprise de ce nom ou de ce domaine.",
		"Unter diesem Namen oder dieser Domain wird kein Unternehmen gefunden.",
	},
	"Nobody is found by that name or address.": {
		"Personne de ce nom ou de cette adresse.",
		"Unter diesem Namen oder dieser Adresse wird niemand gefunden.",
	},
	"Put the company into the group": {
		"Ajouter l’entreprise au groupe",
		"Das Unternehmen in die Gruppe aufnehmen",
	},
	"The page of the group": {
		"La page du groupe",
		"Die Seite der Gruppe",
	},
	"The page of the user": {
		"La page de l’utilisateur",
		"Die Seite des Benutzers",
	},
	"There are more groups.": {
		"Il y a d’autres groupes.",
		"Es gibt weitere Gruppen.",
	},
	"There are more. Type more of the name.": {
		"Il y en a d’autres. Tapez davantage du nom.",
		"Es gibt weitere. Geben Sie mehr vom Namen ein.",
	},
	"User": {
		"Utilisateur",
		"Benutzer",
	},
	"What is missing": {
		"Ce qui manque",
		"Was fehlt",
	},
	"What leads there": {
		"Ce qui y mène",
		"Was dorthin führt",
	},
	"Which company?": {
		"Quelle entreprise\u00a0?",
		"Welches Unternehmen?",
	},
	"Which person?": {
		"Quelle personne\u00a0?",
		"Welche Person?",
	},
	"Who else sees the company": {
		"Qui d’autre voit l’entreprise",
		"Wer das Unternehmen noch sieht",
	},
	"Who sees %s?": {
		"Qui voit %s\u00a0?",
		"Wer sieht %s?",
	},
	"Why does somebody see it, or not?": {
		"Pourquoi quelqu’un la voit-il, ou non\u00a0?",
		"Warum sieht es jemand, oder nicht?",
	},
	"You have no right to read users.": {
		"Vous n’avez pas le droit de lire les utilisateurs.",
		"Sie haben kein Recht, Benutzer zu lesen.",
	},
}
