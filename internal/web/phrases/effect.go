package phrases

// effect is what is said before a change of who sees what.
var effect = area{
	"%d pair of a user and a company": {
		"%d paire d’un utilisateur et d’une entreprise",
		"%d Paar aus Benutzer und Unternehmen",
	},
	"%d pairs of a user and a company": {
		"%d paires d’un utilisateur et d’une entreprise",
		"%d Paare aus Benutzer und Unternehmen",
	},
	"%d user comes to see companies: %s.": {
		"%d utilisateur verra des entreprises\u00a0: %s.",
		"%d Benutzer sieht künftig Unternehmen: %s.",
	},
	"%d user loses sight of companies: %s.": {
		"%d utilisateur ne verra plus des entreprises\u00a0: %s.",
		"%d Benutzer sieht Unternehmen nicht mehr: %s.",
	},
	"%d users come to see companies: %s.": {
		"%d utilisateurs verront des entreprises\u00a0: %s.",
		"%d Benutzer sehen künftig Unternehmen: %s.",
	},
	"%d users lose sight of companies: %s.": {
		"%d utilisateurs ne verront plus des entreprises\u00a0: %s.",
		"%d Benutzer sehen Unternehmen nicht mehr: %s.",
	},
	"%s sees all companies anyhow.": {
		"%s voit de toute façon toutes les entreprises.",
		"%s sieht ohnehin alle Unternehmen.",
	},
	"%s, then %s": {
		"%s, puis %s",
		"%s, dann %s",
	},
	"%s, then the new group": {
		"%s, puis le nouveau groupe",
		"%s, dann die neue Gruppe",
	},
	"All groups": {
		"Tous les groupes",
		"Alle Gruppen",
	},
	"Ask what it would do": {
		"Demander ce que cela ferait",
		"Fragen, was es bewirken würde",
	},
	"Back": {
		"Retour",
		"Zurück",
	},
	"Delete the group": {
		"Supprimer le groupe",
		"Die Gruppe löschen",
	},
	"Do it": {
		"Le faire",
		"Ausführen",
	},
	"Do it, user by user": {
		"Le faire, utilisateur par utilisateur",
		"Ausführen, Benutzer für Benutzer",
	},
	"Its name is free again, and what it had reserved. Deleting cannot be taken back.": {
		"Son nom et ce qu’il avait réservé sont de nouveau libres. La suppression est définitive.",
		"Ihr Name und was sie reserviert hatte, werden wieder frei. Das Löschen lässt sich nicht zurücknehmen.",
	},
	"Its quotas": {
		"Ses quotas",
		"Ihre Kontingente",
	},
	"Its users": {
		"Ses utilisateurs",
		"Ihre Benutzer",
	},
	"Let %s see all companies?": {
		"Permettre à %s de voir toutes les entreprises\u00a0?",
		"%s alle Unternehmen sehen lassen?",
	},
	"Let %s see its own companies alone?": {
		"Limiter %s à ses propres entreprises\u00a0?",
		"%s nur die eigenen Unternehmen sehen lassen?",
	},
	"Let it see all": {
		"Lui montrer toutes",
		"Alle sehen lassen",
	},
	"Let it see its own": {
		"Lui montrer les siennes",
		"Nur eigene sehen lassen",
	},
	"Make %s the default group?": {
		"Faire de %s le groupe par défaut\u00a0?",
		"%s zur Standardgruppe machen?",
	},
	"Make it the default": {
		"En faire le groupe par défaut",
		"Zur Standardgruppe machen",
	},
	"Move %d companies from %s to %s?": {
		"Déplacer %d entreprises de %s vers %s\u00a0?",
		"%d Unternehmen von %s nach %s verschieben?",
	},
	"Move %d company from %s to %s?": {
		"Déplacer %d entreprise de %s vers %s\u00a0?",
		"%d Unternehmen von %s nach %s verschieben?",
	},
	"Move": {
		"Déplacer",
		"Verschieben",
	},
	"Put %d companies into %s?": {
		"Ajouter %d entreprises à %s\u00a0?",
		"%d Unternehmen in %s aufnehmen?",
	},
	"Put %d company into %s?": {
		"Ajouter %d entreprise à %s\u00a0?",
		"%d Unternehmen in %s aufnehmen?",
	},
	"Put %d user into %s?": {
		"Placer %d utilisateur dans %s\u00a0?",
		"%d Benutzer in %s aufnehmen?",
	},
	"Put %d users into %s?": {
		"Placer %d utilisateurs dans %s\u00a0?",
		"%d Benutzer in %s aufnehmen?",
	},
	"Put into the group": {
		"Ajouter au groupe",
		"In die Gruppe aufnehmen",
	},
	"Take %d companies out of %s?": {
		"Retirer %d entreprises de %s\u00a0?",
		"%d Unternehmen aus %s nehmen?",
	},
	"Take %d company out of %s?": {
		"Retirer %d entreprise de %s\u00a0?",
		"%d Unternehmen aus %s nehmen?",
	},
	"Take out of the group": {
		"Retirer du groupe",
		"Aus der Gruppe nehmen",
	},
	"The group has a subscription to %d of them, and keeps it.": {
		"Le groupe a un abonnement à %d d’entre elles et le garde.",
		"Die Gruppe hat ein Abonnement auf %d davon und behält es.",
	},
	"The group has subscriptions to %d of them, and keeps them.": {
		"Le groupe a des abonnements à %d d’entre elles et les garde.",
		"Die Gruppe hat Abonnements auf %d davon und behält sie.",
	},
	"What follows is how it would be with its users in the default group.": {
		"Voici ce qu’il en serait avec ses utilisateurs dans le groupe par défaut.",
		"So wäre es, wenn ihre Benutzer in der Standardgruppe wären.",
	},
	"What stands in the way": {
		"Ce qui s’y oppose",
		"Was im Weg steht",
	},
	"and %d more": {
		"et %d de plus",
		"und %d weitere",
	},
}
