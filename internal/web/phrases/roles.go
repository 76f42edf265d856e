package phrases

// roles is what the catalogue of roles says.
var roles = area{
	"%d user holds it.": {
		"%d utilisateur le détient.",
		"%d Benutzer hat sie.",
	},
	"%d users hold it.": {
		"%d utilisateurs le détiennent.",
		"%d Benutzer haben sie.",
	},
	"Add a role": {
		"Ajouter un rôle",
		"Eine Rolle hinzufügen",
	},
	"Add the role": {
		"Ajouter le rôle",
		"Die Rolle hinzufügen",
	},
	"An access carries roles. The role of its user cuts what they may do: what it does not leave is not given.": {
		"Un accès porte des rôles. Le rôle de son utilisateur limite ce qu’ils permettent\u00a0: ce qu’il ne laisse pas n’est pas donné.",
		"Ein Zugang trägt Rollen. Die Rolle seines Benutzers beschneidet, was sie dürfen: Was sie nicht lässt, ist nicht gegeben.",
	},
	"Begins with a letter and has no blanks, such as EVENTS_R.": {
		"Commence par une lettre et sans espaces, comme EVENTS_R.",
		"Beginnt mit einem Buchstaben und hat keine Leerzeichen, wie EVENTS_R.",
	},
	"Describe it anew": {
		"Le décrire à nouveau",
		"Neu beschreiben",
	},
	"Describe it": {
		"Le décrire",
		"Beschreiben",
	},
	"Does not leave it": {
		"Ne le laisse pas",
		"Lässt es nicht",
	},
	"Gatehouse keeps them, tells them to your programs, and gives them no meaning itself.": {
		"Gatehouse les conserve, les indique à vos programmes et ne leur donne pas de sens lui-même.",
		"Gatehouse bewahrt sie auf, nennt sie Ihren Programmen und gibt ihnen selbst keine Bedeutung.",
	},
	"Giving it": {
		"Le donner",
		"Sie vergeben",
	},
	"Held by": {
		"Détenu par",
		"In Händen von",
	},
	"Id": {
		"Identifiant",
		"Kennung",
	},
	"Leaves it": {
		"Le laisse",
		"Lässt es",
	},
	"Only one that nobody else holds can be deleted. Your own access loses it.": {
		"Seul un rôle que personne d’autre ne détient peut être supprimé. Votre propre accès le perd.",
		"Nur eine, die sonst niemand hat, kann gelöscht werden. Ihr eigener Zugang verliert sie.",
	},
	"Read the roles that you may give": {
		"Lire les rôles que vous pouvez donner",
		"Die Rollen lesen, die Sie vergeben dürfen",
	},
	"Read who holds it": {
		"Lire qui le détient",
		"Lesen, wer sie hat",
	},
	"Roles for your own programs": {
		"Rôles pour vos propres programmes",
		"Rollen für Ihre eigenen Programme",
	},
	"Show all of them": {
		"Les afficher tous",
		"Alle anzeigen",
	},
	"The catalogue": {
		"Le catalogue",
		"Der Katalog",
	},
	"The role is gone.": {
		"Le rôle a disparu.",
		"Die Rolle ist weg.",
	},
	"The role is in the catalogue, and your own access holds it.": {
		"Le rôle est dans le catalogue, et votre propre accès le détient.",
		"Die Rolle ist im Katalog, und Ihr eigener Zugang hat sie.",
	},
	"There is none yet.": {
		"Il n’y en a pas encore.",
		"Es gibt noch keine.",
	},
	"What each role leaves": {
		"Ce que laisse chaque rôle",
		"Was jede Rolle lässt",
	},
	"What it allows": {
		"Ce qu’il permet",
		"Was sie erlaubt",
	},
	"What it means": {
		"Ce qu’il signifie",
		"Was sie bedeutet",
	},
	"Who holds it": {
		"Qui le détient",
		"Wer sie hat",
	},
	"You do not hold it yourself, and nobody gives what they lack.": {
		"Vous ne le détenez pas vous-même, et nul ne donne ce qui lui manque.",
		"Sie haben sie selbst nicht, und niemand gibt, was ihm fehlt.",
	},
	"You hold it, and may give it to whom you may change.": {
		"Vous le détenez, et pouvez le donner à qui vous pouvez modifier.",
		"Sie haben sie und dürfen sie denen geben, die Sie ändern dürfen.",
	},
}
