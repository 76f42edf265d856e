package phrases

// groups is what the pages about access groups say, and about who sees what.
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
	"%d groups": {
		"%d groupes",
		"%d Gruppen",
	},
	"%d group": {
		"%d groupe",
		"%d Gruppe",
	},
	"%d licensed, and none may lack.": {
		"%d sous licence, et aucun ne doit manquer.",
		"%d lizenziert, und keines darf fehlen.",
	},
	"%d more belong to the organisation above.": {
		"%d autres appartiennent à l’organisation parente.",
		"%d weitere gehören zur übergeordneten Organisation.",
	},
	"%d more belongs to the organisation above.": {
		"%d autre appartient à l’organisation parente.",
		"%d weiterer gehört zur übergeordneten Organisation.",
	},
	"%d pair of a user and a company": {
		"%d paire d’un utilisateur et d’une entreprise",
		"%d Paar aus Benutzer und Unternehmen",
	},
	"%d pairs of a user and a company": {
		"%d paires d’un utilisateur et d’une entreprise",
		"%d Paare aus Benutzer und Unternehmen",
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
	"%d to %d of %d": {
		"%d à %d sur %d",
		"%d bis %d von %d",
	},
	"%d user comes to see companies: %s.": {
		"%d utilisateur verra des entreprises\u00a0: %s.",
		"%d Benutzer sieht künftig Unternehmen: %s.",
	},
	"%d user is in another group now.": {
		"%d utilisateur a changé de groupe.",
		"%d Benutzer ist jetzt in einer anderen Gruppe.",
	},
	"%d user loses sight of companies: %s.": {
		"%d utilisateur ne verra plus des entreprises\u00a0: %s.",
		"%d Benutzer sieht Unternehmen nicht mehr: %s.",
	},
	"%d users are in another group now.": {
		"%d utilisateurs ont changé de groupe.",
		"%d Benutzer sind jetzt in einer anderen Gruppe.",
	},
	"%d users come to see companies: %s.": {
		"%d utilisateurs verront des entreprises\u00a0: %s.",
		"%d Benutzer sehen künftig Unternehmen: %s.",
	},
	"%d users lose sight of companies: %s.": {
		"%d utilisateurs ne verront plus des entreprises\u00a0: %s.",
		"%d Benutzer sehen Unternehmen nicht mehr: %s.",
	},
	"%s does not see %s.": {
		"%s ne voit pas %s.",
		"%s sieht %s nicht.",
	},
	"%s sees %s.": {
		"%s voit %s.",
		"%s sieht %s.",
	},
	"%s sees all companies anyhow.": {
		"%s voit de toute façon toutes les entreprises.",
		"%s sieht ohnehin alle Unternehmen.",
	},
	"%s, before and after": {
		"%s, avant et après",
		"%s, vorher und nachher",
	},
	"%s, then %s": {
		"%s, puis %s",
		"%s, dann %s",
	},
	"%s, then the new group": {
		"%s, puis le nouveau groupe",
		"%s, dann die neue Gruppe",
	},
	"A group decides which companies its users see, and how many subscriptions they may take.": {
		"Un groupe décide quelles entreprises ses utilisateurs voient et combien d’abonnements ils peuvent prendre.",
		"Eine Gruppe bestimmt, welche Unternehmen ihre Benutzer sehen und wie viele Abonnements sie abschließen dürfen.",
	},
	"A group goes when nobody is in it and it owns no subscription. You see what stands in the way.": {
		"Un groupe disparaît quand il ne compte plus personne et ne possède aucun abonnement. Vous voyez ce qui s’y oppose.",
		"Eine Gruppe kann weg, wenn niemand in ihr ist und sie kein Abonnement besitzt. Sie sehen, was im Weg steht.",
	},
	"Access group …": {
		"Groupe d’accès …",
		"Zugriffsgruppe …",
	},
	"Add companies to %s": {
		"Ajouter des entreprises à %s",
		"Unternehmen zu %s hinzufügen",
	},
	"Add companies": {
		"Ajouter des entreprises",
		"Unternehmen hinzufügen",
	},
	"After": {
		"Après",
		"Nachher",
	},
	"All companies are in the group": {
		"Toutes les entreprises sont dans le groupe",
		"Alle Unternehmen sind in der Gruppe",
	},
	"All groups together": {
		"Tous les groupes ensemble",
		"Alle Gruppen zusammen",
	},
	"All groups": {
		"Tous les groupes",
		"Alle Gruppen",
	},
	"All of them by name": {
		"Tous, par nom",
		"Alle mit Namen",
	},
	"and %d more": {
		"et %d de plus",
		"und %d weitere",
	},
	"Another group …": {
		"Un autre groupe …",
		"Andere Gruppe …",
	},
	"Ask for the same": {
		"Poser la même question",
		"Dasselbe fragen",
	},
	"Ask what deleting would do": {
		"Demander ce que ferait la suppression",
		"Fragen, was das Löschen bewirken würde",
	},
	"Ask what it would be; without dry_run it is done": {
		"Demander le calcul\u00a0; sans dry_run, c’est fait",
		"Nach der Rechnung fragen; ohne dry_run wird es getan",
	},
	"Ask what it would do": {
		"Demander ce que cela ferait",
		"Fragen, was es bewirken würde",
	},
	"Ask what moving would do": {
		"Demander ce que ferait le déplacement",
		"Fragen, was das Verschieben bewirken würde",
	},
	"Available": {
		"Disponible",
		"Verfügbar",
	},
	"Back": {
		"Retour",
		"Zurück",
	},
	"Before": {
		"Avant",
		"Vorher",
	},
	"Bundled companies are allowed": {
		"Les entreprises groupées sont autorisées",
		"Gebündelte Unternehmen sind erlaubt",
	},
	"By a list of names or domains": {
		"Par une liste de noms ou de domaines",
		"Über eine Liste von Namen oder Domains",
	},
	"By group: what each of its users gains and loses": {
		"Par groupe\u00a0: ce que gagne et perd chacun de ses utilisateurs",
		"Nach Gruppe: was jeder ihrer Benutzer gewinnt und verliert",
	},
	"Change the group": {
		"Modifier le groupe",
		"Die Gruppe ändern",
	},
	"Companies gained": {
		"Entreprises gagnées",
		"Gewonnene Unternehmen",
	},
	"Companies lost": {
		"Entreprises perdues",
		"Verlorene Unternehmen",
	},
	"Companies that are not in the group": {
		"Entreprises qui ne sont pas dans le groupe",
		"Unternehmen, die nicht in der Gruppe sind",
	},
	"Default": {
		"Par défaut",
		"Standard",
	},
	"Delete the group …": {
		"Supprimer le groupe …",
		"Die Gruppe löschen …",
	},
	"Delete the group": {
		"Supprimer le groupe",
		"Die Gruppe löschen",
	},
	"Do it, user by user": {
		"Le faire, utilisateur par utilisateur",
		"Ausführen, Benutzer für Benutzer",
	},
	"Do it": {
		"Le faire",
		"Ausführen",
	},
	"Do something to several users": {
		"Agir sur plusieurs utilisateurs",
		"Etwas mit mehreren Benutzern tun",
	},
	"Explain": {
		"Expliquer",
		"Erklären",
	},
	"Gains sight": {
		"Verra",
		"Sieht künftig",
	},
	"Give up an allocation": {
		"Renoncer à une allocation",
		"Eine Zuteilung aufgeben",
	},
	"Group now": {
		"Groupe actuel",
		"Gruppe jetzt",
	},
	"Group": {
		"Groupe",
		"Gruppe",
	},
	"Holds": {
		"Juste",
		"Geht auf",
	},
	"How many": {
		"Combien",
		"Wie viele",
	},
	"It can set the scope of tiers": {
		"Il peut définir la portée des niveaux",
		"Sie kann den Geltungsbereich von Stufen festlegen",
	},
	"It comes out of the rest.": {
		"Elle vient du reste.",
		"Sie kommt aus dem Rest.",
	},
	"It does not hold, and cannot be moved like this.": {
		"Le compte n’y est pas\u00a0: cela ne peut pas être déplacé ainsi.",
		"Die Rechnung geht nicht auf: So lässt es sich nicht verschieben.",
	},
	"It sees all companies": {
		"Il voit toutes les entreprises",
		"Sie sieht alle Unternehmen",
	},
	"It uses %d, and must reserve as many.": {
		"Il en utilise %d et doit en réserver autant.",
		"Sie nutzt %d und muss ebenso viele reservieren.",
	},
	"Its name is free again, and what it had reserved. Deleting cannot be taken back.": {
		"Son nom et ce qu’il avait réservé sont de nouveau libres. La suppression est définitive.",
		"Ihr Name und was sie reserviert hatte, werden wieder frei. Das Löschen lässt sich nicht zurücknehmen.",
	},
	"Its quotas": {
		"Ses quotas",
		"Ihre Kontingente",
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
	"Its users": {
		"Ses utilisateurs",
		"Ihre Benutzer",
	},
	"Kept for programs that ask for it.": {
		"Conservé pour les programmes qui le demandent.",
		"Wird für Programme aufbewahrt, die danach fragen.",
	},
	"Left for all that share": {
		"Reste pour tous ceux qui partagent",
		"Übrig für alle, die teilen",
	},
	"Left of the licence": {
		"Reste de la licence",
		"Von der Lizenz übrig",
	},
	"Left": {
		"Reste",
		"Übrig",
	},
	"Let %s see all companies?": {
		"Permettre à %s de voir toutes les entreprises\u00a0?",
		"%s alle Unternehmen sehen lassen?",
	},
	"Let %s see its own companies alone?": {
		"Limiter %s à ses propres entreprises\u00a0?",
		"%s nur die eigenen Unternehmen sehen lassen?",
	},
	"Let it see all companies …": {
		"Lui montrer toutes les entreprises …",
		"Alle Unternehmen sehen lassen …",
	},
	"Let it see all": {
		"Lui montrer toutes",
		"Alle sehen lassen",
	},
	"Let it see its own companies alone …": {
		"Ne lui montrer que ses propres entreprises …",
		"Nur die eigenen Unternehmen sehen lassen …",
	},
	"Let it see its own": {
		"Lui montrer les siennes",
		"Nur eigene sehen lassen",
	},
	"Licence": {
		"Licence",
		"Lizenz",
	},
	"List the companies of the group": {
		"Lister les entreprises du groupe",
		"Die Unternehmen der Gruppe auflisten",
	},
	"List the groups": {
		"Lister les groupes",
		"Die Gruppen auflisten",
	},
	"List who sees the company": {
		"Lister ceux qui voient l’entreprise",
		"Auflisten, wer das Unternehmen sieht",
	},
	"Look for another part of the name.": {
		"Cherchez une autre partie du nom.",
		"Suchen Sie nach einem anderen Teil des Namens.",
	},
	"Loses sight": {
		"Ne verra plus",
		"Sieht nicht mehr",
	},
	"Make %s the default group?": {
		"Faire de %s le groupe par défaut\u00a0?",
		"%s zur Standardgruppe machen?",
	},
	"Make a group": {
		"Créer un groupe",
		"Eine Gruppe anlegen",
	},
	"Make it the default …": {
		"En faire le groupe par défaut …",
		"Zur Standardgruppe machen …",
	},
	"Make it the default": {
		"En faire le groupe par défaut",
		"Zur Standardgruppe machen",
	},
	"Make the group": {
		"Créer le groupe",
		"Gruppe anlegen",
	},
	"Mark": {
		"Marque",
		"Merkmal",
	},
	"Move %d companies from %s to %s?": {
		"Déplacer %d entreprises de %s vers %s\u00a0?",
		"%d Unternehmen von %s nach %s verschieben?",
	},
	"Move %d company from %s to %s?": {
		"Déplacer %d entreprise de %s vers %s\u00a0?",
		"%d Unternehmen von %s nach %s verschieben?",
	},
	"Move %d subscriptions": {
		"Déplacer %d abonnements",
		"%d Abonnements verschieben",
	},
	"Move %d subscription": {
		"Déplacer %d abonnement",
		"%d Abonnement verschieben",
	},
	"Move an allocation": {
		"Déplacer une allocation",
		"Eine Zuteilung verschieben",
	},
	"Move companies": {
		"Déplacer des entreprises",
		"Unternehmen verschieben",
	},
	"Move some": {
		"En déplacer",
		"Einige verschieben",
	},
	"Move them …": {
		"Les déplacer …",
		"Verschieben …",
	},
	"Move": {
		"Déplacer",
		"Verschieben",
	},
	"Name a person and a company: you read whether they see it, through what, and what is missing.": {
		"Nommez une personne et une entreprise\u00a0: vous lisez si elle la voit, par quoi, et ce qui manque.",
		"Nennen Sie eine Person und ein Unternehmen: Sie lesen, ob sie es sieht, wodurch, und was fehlt.",
	},
	"Name and marks": {
		"Nom et marques",
		"Name und Merkmale",
	},
	"Names or domains": {
		"Noms ou domaines",
		"Namen oder Domains",
	},
	"New group": {
		"Nouveau groupe",
		"Neue Gruppe",
	},
	"No company is found by that name or domain.": {
		"Aucune entreprise de ce nom ou de ce domaine.",
		"Unter diesem Namen oder dieser Domain wird kein Unternehmen gefunden.",
	},
	"Nobody gains or loses sight of a company.": {
		"Personne ne gagne ni ne perd la vue d’une entreprise.",
		"Niemand sieht künftig mehr oder weniger Unternehmen.",
	},
	"Nobody is found by that name or address.": {
		"Personne de ce nom ou de cette adresse.",
		"Unter diesem Namen oder dieser Adresse wird niemand gefunden.",
	},
	"Nobody is in the group": {
		"Personne n’est dans le groupe",
		"Niemand ist in der Gruppe",
	},
	"Nothing: it shares what is left": {
		"Rien\u00a0: il partage ce qui reste",
		"Nichts: Sie teilt, was übrig ist",
	},
	"Nothing": {
		"Rien",
		"Nichts",
	},
	"of %s": {
		"de %s",
		"von %s",
	},
	"One a line: each is looked for exactly.": {
		"Une par ligne\u00a0: chacune est cherchée exactement.",
		"Eines je Zeile: Jedes wird genau gesucht.",
	},
	"Otherwise you choose its companies next.": {
		"Sinon, vous choisissez ensuite ses entreprises.",
		"Sonst wählen Sie danach ihre Unternehmen.",
	},
	"Portfolio manager": {
		"Gestionnaire de portefeuille",
		"Portfoliomanager",
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
	"Put a user into another group": {
		"Placer un utilisateur dans un autre groupe",
		"Einen Benutzer in eine andere Gruppe aufnehmen",
	},
	"Put companies into the group": {
		"Ajouter des entreprises au groupe",
		"Unternehmen in die Gruppe aufnehmen",
	},
	"Put into the group …": {
		"Ajouter au groupe …",
		"In die Gruppe aufnehmen …",
	},
	"Put into the group": {
		"Ajouter au groupe",
		"In die Gruppe aufnehmen",
	},
	"Put the company into the group": {
		"Ajouter l’entreprise au groupe",
		"Das Unternehmen in die Gruppe aufnehmen",
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
	"Reckon": {
		"Calculer",
		"Rechnen",
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
	"Reserved by": {
		"Réservés par",
		"Reserviert von",
	},
	"Reserved, not used": {
		"Réservés, non utilisés",
		"Reserviert, nicht genutzt",
	},
	"Reserved": {
		"Réservés",
		"Reserviert",
	},
	"Rule": {
		"Règle",
		"Regel",
	},
	"Sees all companies": {
		"Voit toutes les entreprises",
		"Sieht alle Unternehmen",
	},
	"Subscription of the group": {
		"Abonnement du groupe",
		"Abonnement der Gruppe",
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
	"Take them out …": {
		"Les retirer …",
		"Herausnehmen …",
	},
	"The group has a subscription to %d of them, and keeps it.": {
		"Le groupe a un abonnement à %d d’entre elles et le garde.",
		"Die Gruppe hat ein Abonnement auf %d davon und behält es.",
	},
	"The group has nothing reserved any more: it shares what is left.": {
		"Le groupe n’a plus rien de réservé\u00a0: il partage ce qui reste.",
		"Die Gruppe hat nichts mehr reserviert: Sie teilt, was übrig ist.",
	},
	"The group has subscriptions to %d of them, and keeps them.": {
		"Le groupe a des abonnements à %d d’entre elles et les garde.",
		"Die Gruppe hat Abonnements auf %d davon und behält sie.",
	},
	"The group is deleted.": {
		"Le groupe est supprimé.",
		"Die Gruppe ist gelöscht.",
	},
	"The group is there. Put companies and users into it.": {
		"Le groupe est là. Ajoutez-y des entreprises et des utilisateurs.",
		"Die Gruppe ist da. Nehmen Sie Unternehmen und Benutzer in sie auf.",
	},
	"The group sees every company of the portfolio. Those in this list were put into it, which counts once it does not.": {
		"Le groupe voit toutes les entreprises du portefeuille. Celles de cette liste y ont été ajoutées, ce qui comptera quand il ne les verra plus toutes.",
		"Die Gruppe sieht jedes Unternehmen des Portfolios. Die in dieser Liste wurden in sie aufgenommen, was zählt, sobald sie nicht mehr alle sieht.",
	},
	"The licence has no limit.": {
		"La licence n’a pas de limite.",
		"Die Lizenz hat keine Grenze.",
	},
	"The page of the group": {
		"La page du groupe",
		"Die Seite der Gruppe",
	},
	"The page of the user": {
		"La page de l’utilisateur",
		"Die Seite des Benutzers",
	},
	"The sum of what is reserved.": {
		"La somme de ce qui est réservé.",
		"Die Summe dessen, was reserviert ist.",
	},
	"There are more groups.": {
		"Il y a d’autres groupes.",
		"Es gibt weitere Gruppen.",
	},
	"There are more. Type more of the name.": {
		"Il y en a d’autres. Tapez davantage du nom.",
		"Es gibt weitere. Geben Sie mehr vom Namen ein.",
	},
	"There is no company in the group": {
		"Il n’y a aucune entreprise dans le groupe",
		"In der Gruppe ist kein Unternehmen",
	},
	"This one": {
		"Celui-ci",
		"Diese",
	},
	"To": {
		"Vers",
		"Nach",
	},
	"Unlimited": {
		"Illimité",
		"Unbegrenzt",
	},
	"Use of groups without an allocation": {
		"Utilisation des groupes sans allocation",
		"Nutzung der Gruppen ohne Zuteilung",
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
	"User": {
		"Utilisateur",
		"Benutzer",
	},
	"What follows is how it would be with its users in the default group.": {
		"Voici ce qu’il en serait avec ses utilisateurs dans le groupe par défaut.",
		"So wäre es, wenn ihre Benutzer in der Standardgruppe wären.",
	},
	"What is left empty is shared with the other groups. 0 is none at all.": {
		"Ce qui reste vide est partagé avec les autres groupes. 0 signifie aucun.",
		"Was leer bleibt, wird mit den anderen Gruppen geteilt. 0 heißt gar keines.",
	},
	"What is left of the licence": {
		"Ce qui reste de la licence",
		"Was von der Lizenz übrig ist",
	},
	"What is missing": {
		"Ce qui manque",
		"Was fehlt",
	},
	"What it sees": {
		"Ce qu’il voit",
		"Was sie sieht",
	},
	"What leads there": {
		"Ce qui y mène",
		"Was dorthin führt",
	},
	"What one group has reserved and does not use, another can have. You see the arithmetic before anything moves.": {
		"Ce qu’un groupe a réservé sans l’utiliser, un autre peut l’avoir. Vous voyez le calcul avant tout déplacement.",
		"Was eine Gruppe reserviert hat und nicht nutzt, kann eine andere bekommen. Sie sehen die Rechnung, bevor etwas verschoben wird.",
	},
	"What stands in the way": {
		"Ce qui s’y oppose",
		"Was im Weg steht",
	},
	"What you are licensed for": {
		"Ce que couvre votre licence",
		"Wofür Sie lizenziert sind",
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
	"Who may see what?": {
		"Qui peut voir quoi\u00a0?",
		"Wer darf was sehen?",
	},
	"Who sees %s?": {
		"Qui voit %s\u00a0?",
		"Wer sieht %s?",
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
	"Why does somebody see it, or not?": {
		"Pourquoi quelqu’un la voit-il, ou non\u00a0?",
		"Warum sieht es jemand, oder nicht?",
	},
	"You have no right to read companies.": {
		"Vous n’avez pas le droit de lire les entreprises.",
		"Sie haben kein Recht, Unternehmen zu lesen.",
	},
	"You have no right to read users.": {
		"Vous n’avez pas le droit de lire les utilisateurs.",
		"Sie haben kein Recht, Benutzer zu lesen.",
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
