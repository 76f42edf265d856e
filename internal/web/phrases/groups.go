package phrases

// groups is what the list of access groups says, and the bars of quotas.
var groups = area{
	"%d companies were moved.": {
		"%d entreprises ont été déplacées.",
		"%d Unternehmen wurden verschoben.",
	},
	"%d companies were put into the group.": {
		"%d entreprises ont été ajoutées au groupe.",
		"%d Unternehmen wurden in die Gruppe aufgenommen.",
	},
	"%d companies were taken out of the group.": {
		"%d entreprises ont été retirées du groupe.",
		"%d Unternehmen wurden aus der Gruppe genommen.",
	},
	"%d company was moved.": {
		"%d entreprise a été déplacée.",
		"%d Unternehmen wurde verschoben.",
	},
	"%d company was put into the group.": {
		"%d entreprise a été ajoutée au groupe.",
		"%d Unternehmen wurde in die Gruppe aufgenommen.",
	},
	"%d company was taken out of the group.": {
		"%d entreprise a été retirée du groupe.",
		"%d Unternehmen wurde aus der Gruppe genommen.",
	},
	"%d group": {
		"%d groupe",
		"%d Gruppe",
	},
	"%d groups": {
		"%d groupes",
		"%d Gruppen",
	},
	"%d subscription was moved.": {
		"%d abonnement a été déplacé.",
		"%d Abonnement wurde verschoben.",
	},
	"%d subscriptions were moved.": {
		"%d abonnements ont été déplacés.",
		"%d Abonnements wurden verschoben.",
	},
	"%d to %d of %d groups": {
		"%d à %d sur %d groupes",
		"%d bis %d von %d Gruppen",
	},
	"%d user is in another group now.": {
		"%d utilisateur a changé de groupe.",
		"%d Benutzer ist jetzt in einer anderen Gruppe.",
	},
	"%d users are in another group now.": {
		"%d utilisateurs ont changé de groupe.",
		"%d Benutzer sind jetzt in einer anderen Gruppe.",
	},
	"A group decides which companies its users see, and how many subscriptions they may take.": {
		"Un groupe décide quelles entreprises ses utilisateurs voient et combien d’abonnements ils peuvent prendre.",
		"Eine Gruppe bestimmt, welche Unternehmen ihre Benutzer sehen und wie viele Abonnements sie abschließen dürfen.",
	},
	"Access group …": {
		"Groupe d’accès …",
		"Zugriffsgruppe …",
	},
	"All of them by name": {
		"Tous, par nom",
		"Alle mit Namen",
	},
	"Available": {
		"Disponible",
		"Verfügbar",
	},
	"By group: what each of its users gains and loses": {
		"Par groupe\u00a0: ce que gagne et perd chacun de ses utilisateurs",
		"Nach Gruppe: was jeder ihrer Benutzer gewinnt und verliert",
	},
	"Companies gained": {
		"Entreprises gagnées",
		"Gewonnene Unternehmen",
	},
	"Companies lost": {
		"Entreprises perdues",
		"Verlorene Unternehmen",
	},
	"Default": {
		"Par défaut",
		"Standard",
	},
	"Gains sight": {
		"Verra",
		"Sieht künftig",
	},
	"Group": {
		"Groupe",
		"Gruppe",
	},
	"It sees all companies": {
		"Il voit toutes les entreprises",
		"Sie sieht alle Unternehmen",
	},
	"Left for all that share": {
		"Reste pour tous ceux qui partagent",
		"Übrig für alle, die teilen",
	},
	"Left": {
		"Reste",
		"Übrig",
	},
	"Licence": {
		"Licence",
		"Lizenz",
	},
	"List the groups": {
		"Lister les groupes",
		"Die Gruppen auflisten",
	},
	"Look for another part of the name.": {
		"Cherchez une autre partie du nom.",
		"Suchen Sie nach einem anderen Teil des Namens.",
	},
	"Loses sight": {
		"Ne verra plus",
		"Sieht nicht mehr",
	},
	"Make a group": {
		"Créer un groupe",
		"Eine Gruppe anlegen",
	},
	"Make the group": {
		"Créer le groupe",
		"Gruppe anlegen",
	},
	"Mark": {
		"Marque",
		"Merkmal",
	},
	"Move an allocation": {
		"Déplacer une allocation",
		"Eine Zuteilung verschieben",
	},
	"Move some": {
		"En déplacer",
		"Einige verschieben",
	},
	"New group": {
		"Nouveau groupe",
		"Neue Gruppe",
	},
	"Nobody gains or loses sight of a company.": {
		"Personne ne gagne ni ne perd la vue d’une entreprise.",
		"Niemand sieht künftig mehr oder weniger Unternehmen.",
	},
	"Nothing: it shares what is left": {
		"Rien\u00a0: il partage ce qui reste",
		"Nichts: Sie teilt, was übrig ist",
	},
	"Otherwise you choose its companies next.": {
		"Sinon, vous choisissez ensuite ses entreprises.",
		"Sonst wählen Sie danach ihre Unternehmen.",
	},
	"Portfolio manager": {
		"Gestionnaire de portefeuille",
		"Portfoliomanager",
	},
	"Put into the group …": {
		"Ajouter au groupe …",
		"In die Gruppe aufnehmen …",
	},
	"Reserve nothing": {
		"Ne rien réserver",
		"Nichts reservieren",
	},
	"Reserve subscriptions": {
		"Réserver des abonnements",
		"Abonnements reservieren",
	},
	"Reserved by groups": {
		"Réservés par des groupes",
		"Von Gruppen reserviert",
	},
	"Reserved": {
		"Réservés",
		"Reserviert",
	},
	"Reserved, not used": {
		"Réservés, non utilisés",
		"Reserviert, nicht genutzt",
	},
	"Sees all companies": {
		"Voit toutes les entreprises",
		"Sieht alle Unternehmen",
	},
	"The group has nothing reserved any more: it shares what is left.": {
		"Le groupe n’a plus rien de réservé\u00a0: il partage ce qui reste.",
		"Die Gruppe hat nichts mehr reserviert: Sie teilt, was übrig ist.",
	},
	"The group is deleted.": {
		"Le groupe est supprimé.",
		"Die Gruppe ist gelöscht.",
	},
	"The group is there. Put companies and users into it.": {
		"Le groupe est là. Ajoutez-y des entreprises et des utilisateurs.",
		"Die Gruppe ist da. Nehmen Sie Unternehmen und Benutzer in sie auf.",
	},
	"Unlimited": {
		"Illimité",
		"Unbegrenzt",
	},
	"Used of that": {
		"Utilisés de ceux-là",
		"Davon genutzt",
	},
	"Used of the rest": {
		"Utilisés du reste",
		"Vom Rest genutzt",
	},
	"Used of what is reserved": {
		"Utilisés de ce qui est réservé",
		"Vom Reservierten genutzt",
	},
	"Used": {
		"Utilisés",
		"Genutzt",
	},
	"What is left empty is shared with the other groups. 0 is none at all.": {
		"Ce qui reste vide est partagé avec les autres groupes. 0 signifie aucun.",
		"Was leer bleibt, wird mit den anderen Gruppen geteilt. 0 heißt gar keines.",
	},
	"What you are licensed for": {
		"Ce que couvre votre licence",
		"Wofür Sie lizenziert sind",
	},
	"Who may see what?": {
		"Qui peut voir quoi\u00a0?",
		"Wer darf was sehen?",
	},
	"of %s": {
		"de %s",
		"von %s",
	},
}
