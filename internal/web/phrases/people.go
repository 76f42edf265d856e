package phrases

// people is what the pages of users, accesses and roles say, from A to L.
var people = area{
	"%d companies come into sight.": {
		"%d entreprises deviennent visibles.",
		"%d Unternehmen werden sichtbar.",
	},
	"%d companies go out of sight.": {
		"%d entreprises ne sont plus visibles.",
		"%d Unternehmen sind nicht mehr sichtbar.",
	},
	"%d company comes into sight.": {
		"%d entreprise devient visible.",
		"%d Unternehmen wird sichtbar.",
	},
	"%d company goes out of sight.": {
		"%d entreprise n’est plus visible.",
		"%d Unternehmen ist nicht mehr sichtbar.",
	},
	"%d hour": {
		"%d heure",
		"%d Stunde",
	},
	"%d hours": {
		"%d heures",
		"%d Stunden",
	},
	"%d point needs a look.": {
		"%d point est à regarder.",
		"%d Punkt ist anzusehen.",
	},
	"%d points need a look.": {
		"%d points sont à regarder.",
		"%d Punkte sind anzusehen.",
	},
	"%d right": {
		"%d droit",
		"%d Recht",
	},
	"%d right that no role of the access carries": {
		"%d droit qu’aucun rôle de l’accès ne porte",
		"%d Recht, das keine Rolle des Zugangs trägt",
	},
	"%d rights": {
		"%d droits",
		"%d Rechte",
	},
	"%d rights that no role of the access carries": {
		"%d droits qu’aucun rôle de l’accès ne porte",
		"%d Rechte, die keine Rolle des Zugangs trägt",
	},
	"%d user holds it.": {
		"%d utilisateur le détient.",
		"%d Benutzer hat sie.",
	},
	"%d users hold it.": {
		"%d utilisateurs le détiennent.",
		"%d Benutzer haben sie.",
	},
	"%d+ users": {
		"%d+ utilisateurs",
		"%d+ Benutzer",
	},
	"%s carries it, but the role %s does not leave it.": {
		"%s le porte, mais le rôle %s ne le laisse pas.",
		"%s trägt es, aber die Rolle %s lässt es nicht.",
	},
	"%s of %s": {
		"%s de %s",
		"%s von %s",
	},
	"A mail brings a link to set it. Its roles are those that the role begins with.": {
		"Un e-mail apporte un lien pour le définir. Ses rôles sont ceux par lesquels le rôle commence.",
		"Eine E-Mail bringt einen Link, um es zu setzen. Seine Rollen sind die, mit denen die Rolle beginnt.",
	},
	"A mail is on its way: the token is made when its owner fetches it, and nobody else sees it.": {
		"Un e-mail est en route\u00a0: le jeton est créé quand son propriétaire le récupère, et personne d’autre ne le voit.",
		"Eine E-Mail ist unterwegs: Der Token wird erstellt, wenn sein Besitzer ihn abholt, und niemand sonst sieht ihn.",
	},
	"A mail to set the password is on its way.": {
		"Un e-mail pour définir le mot de passe est en route.",
		"Eine E-Mail zum Setzen des Passworts ist unterwegs.",
	},
	"A new user": {
		"Un nouvel utilisateur",
		"Ein neuer Benutzer",
	},
	"A program": {
		"Un programme",
		"Ein Programm",
	},
	"A program, with a token of the organisation": {
		"Un programme, avec un jeton de l’organisation",
		"Ein Programm, mit einem Token der Organisation",
	},
	"A second factor is asked for from now on.": {
		"Un second facteur est demandé désormais.",
		"Ein zweiter Faktor wird ab jetzt verlangt.",
	},
	"A user signs in in one way. Sessions end, and so does a password.": {
		"Un utilisateur se connecte d’une seule manière. Les sessions prennent fin, un mot de passe aussi.",
		"Ein Benutzer meldet sich auf eine Weise an. Sitzungen enden, und ein Passwort auch.",
	},
	"A user signs in to an organisation in one way. Change the one there is, or add an access for programs.": {
		"Un utilisateur se connecte à une organisation d’une seule manière. Modifiez celle qui existe, ou ajoutez un accès pour programmes.",
		"Ein Benutzer meldet sich bei einer Organisation auf eine Weise an. Ändern Sie die vorhandene, oder fügen Sie einen Zugang für Programme hinzu.",
	},
	"Accesses": {
		"Accès",
		"Zugänge",
	},
	"Add a role": {
		"Ajouter un rôle",
		"Eine Rolle hinzufügen",
	},
	"Add another": {
		"Ajouter un autre",
		"Einen anderen hinzufügen",
	},
	"Add one for a program": {
		"En ajouter un pour un programme",
		"Einen für ein Programm hinzufügen",
	},
	"Add the role": {
		"Ajouter le rôle",
		"Die Rolle hinzufügen",
	},
	"Addresses or networks, one a line, such as 192.0.2.0/24. Empty is everywhere.": {
		"Adresses ou réseaux, un par ligne, comme 192.0.2.0/24. Vide, c’est partout.",
		"Adressen oder Netze, je Zeile eines, etwa 192.0.2.0/24. Leer ist überall.",
	},
	"Administrator": {
		"Administrateur",
		"Administrator",
	},
	"After it nothing of the user works. Empty is never.": {
		"Après ce jour, plus rien de l’utilisateur ne fonctionne. Vide, c’est jamais.",
		"Danach funktioniert nichts mehr vom Benutzer. Leer ist nie.",
	},
	"All is as it should be, as far as it can be seen from here.": {
		"Tout est comme il se doit, autant qu’on le voit d’ici.",
		"Alles ist, wie es sein soll, soweit es von hier zu sehen ist.",
	},
	"All sessions of the user have ended.": {
		"Toutes les sessions de l’utilisateur ont pris fin.",
		"Alle Sitzungen des Benutzers sind beendet.",
	},
	"An access carries roles. The role of its user cuts what they may do: what it does not leave is not given.": {
		"Un accès porte des rôles. Le rôle de son utilisateur limite ce qu’ils permettent\u00a0: ce qu’il ne laisse pas n’est pas donné.",
		"Ein Zugang trägt Rollen. Die Rolle seines Benutzers beschneidet, was sie dürfen: Was sie nicht lässt, ist nicht gegeben.",
	},
	"Another group": {
		"Un autre groupe",
		"Eine andere Gruppe",
	},
	"Another one counts when it is proven by a link that is mailed to it.": {
		"Une autre ne compte qu’une fois prouvée par un lien qui y est envoyé.",
		"Eine andere gilt, sobald sie durch einen Link bewiesen ist, der an sie geschickt wird.",
	},
	"Another set of roles, which the user chooses after signing in.": {
		"Un autre jeu de rôles, que l’utilisateur choisit après la connexion.",
		"Ein anderer Satz von Rollen, den der Benutzer nach der Anmeldung wählt.",
	},
	"Any role": {
		"Tous les rôles",
		"Jede Rolle",
	},
	"Any state": {
		"Tous les états",
		"Jeder Stand",
	},
	"As a program, with a token": {
		"Comme programme, avec un jeton",
		"Als Programm, mit einem Token",
	},
	"Ask for a second factor": {
		"Demander un second facteur",
		"Einen zweiten Faktor verlangen",
	},
	"Ask for one": {
		"En demander un",
		"Einen verlangen",
	},
	"Ask whether a token of the organisation is live.": {
		"Demander si un jeton de l’organisation est valide.",
		"Fragen, ob ein Token der Organisation gültig ist.",
	},
	"Back": {
		"Retour",
		"Zurück",
	},
	"Back to the access": {
		"Retour à l’accès",
		"Zurück zum Zugang",
	},
	"Begins with a letter and has no blanks, such as EVENTS_R.": {
		"Commence par une lettre et sans espaces, comme EVENTS_R.",
		"Beginnt mit einem Buchstaben und hat keine Leerzeichen, wie EVENTS_R.",
	},
	"By %s": {
		"Par %s",
		"Durch %s",
	},
	"By SCIM": {
		"Par SCIM",
		"Durch SCIM",
	},
	"By single sign-on": {
		"Par authentification unique",
		"Durch Single Sign-on",
	},
	"Change": {
		"Modifier",
		"Ändern",
	},
	"Change companies, folders, tiers, contacts and subscriptions.": {
		"Modifier entreprises, dossiers, niveaux, contacts et abonnements.",
		"Unternehmen, Ordner, Stufen, Kontakte und Abonnements ändern.",
	},
	"Change its roles": {
		"Modifier ses rôles",
		"Seine Rollen ändern",
	},
	"Change role and access group": {
		"Modifier le rôle et le groupe d’accès",
		"Rolle und Zugriffsgruppe ändern",
	},
	"Change the settings of the organisation.": {
		"Modifier les réglages de l’organisation.",
		"Die Einstellungen der Organisation ändern.",
	},
	"Choose another role, or another access group.": {
		"Choisissez un autre rôle, ou un autre groupe d’accès.",
		"Wählen Sie eine andere Rolle oder eine andere Zugriffsgruppe.",
	},
	"Close the gate": {
		"Fermer la porte",
		"Das Tor schließen",
	},
	"Comes": {
		"Arrive",
		"Kommt",
	},
	"Delete now": {
		"Supprimer maintenant",
		"Jetzt löschen",
	},
	"Delete the user …": {
		"Supprimer l’utilisateur …",
		"Den Benutzer löschen …",
	},
	"Describe it": {
		"Le décrire",
		"Beschreiben",
	},
	"Describe it anew": {
		"Le décrire à nouveau",
		"Neu beschreiben",
	},
	"Does it work?": {
		"Est-ce que cela marche\u00a0?",
		"Funktioniert es?",
	},
	"Does not leave it": {
		"Ne le laisse pas",
		"Lässt es nicht",
	},
	"Empty is a year, or as long as your organisation lets tokens live.": {
		"Vide, c’est un an, ou la durée que votre organisation laisse aux jetons.",
		"Leer ist ein Jahr, oder so lange, wie Ihre Organisation Tokens leben lässt.",
	},
	"End all sessions": {
		"Mettre fin à toutes les sessions",
		"Alle Sitzungen beenden",
	},
	"End it": {
		"Y mettre fin",
		"Beenden",
	},
	"End the access": {
		"Mettre fin à l’accès",
		"Den Zugang beenden",
	},
	"Every way in ends at once: passwords, sessions, tokens, links.": {
		"Toute voie d’entrée prend fin aussitôt\u00a0: mots de passe, sessions, jetons, liens.",
		"Jeder Weg hinein endet sofort: Passwörter, Sitzungen, Tokens, Links.",
	},
	"Everybody": {
		"Tous",
		"Alle",
	},
	"Exactly as it comes: the NameID of SAML, the sub of OpenID Connect.": {
		"Exactement tel qu’il arrive\u00a0: le NameID de SAML, le sub d’OpenID Connect.",
		"Genau so, wie es kommt: die NameID von SAML, das sub von OpenID Connect.",
	},
	"Expire within %d days": {
		"Expirent sous %d jours",
		"Laufen binnen %d Tagen ab",
	},
	"Expires until": {
		"Expire jusqu’au",
		"Läuft ab bis",
	},
	"For programs": {
		"Pour programmes",
		"Für Programme",
	},
	"For somebody who lost them. The sessions end, and new ones are set up at the next sign-in.": {
		"Pour qui les a perdus. Les sessions prennent fin, et de nouveaux sont configurés à la prochaine connexion.",
		"Für jemanden, der sie verloren hat. Die Sitzungen enden, und bei der nächsten Anmeldung werden neue eingerichtet.",
	},
	"Gatehouse keeps them, tells them to your programs, and gives them no meaning itself.": {
		"Gatehouse les conserve, les indique à vos programmes et ne leur donne pas de sens lui-même.",
		"Gatehouse bewahrt sie auf, nennt sie Ihren Programmen und gibt ihnen selbst keine Bedeutung.",
	},
	"Give %s a way in": {
		"Donner à %s une voie d’entrée",
		"%s einen Weg hinein geben",
	},
	"Given": {
		"Donné",
		"Gegeben",
	},
	"Giving it": {
		"Le donner",
		"Sie vergeben",
	},
	"Goes": {
		"Part",
		"Geht",
	},
	"Good": {
		"Bien",
		"Gut",
	},
	"Group administrator": {
		"Administrateur de groupe",
		"Gruppenadministrator",
	},
	"Has an access": {
		"A un accès",
		"Hat einen Zugang",
	},
	"Have %s fetch it": {
		"Le faire récupérer par %s",
		"Von %s abholen lassen",
	},
	"Have its owner fetch a token": {
		"Faire récupérer un jeton par son propriétaire",
		"Einen Token vom Besitzer abholen lassen",
	},
	"Held by": {
		"Détenu par",
		"In Händen von",
	},
	"Here, or by SCIM": {
		"Ici, ou par SCIM",
		"Hier oder durch SCIM",
	},
	"Holds the role": {
		"Détient le rôle",
		"Hat die Rolle",
	},
	"How the user gets in": {
		"Comment l’utilisateur entre",
		"Wie der Benutzer hineinkommt",
	},
	"Id": {
		"Identifiant",
		"Kennung",
	},
	"Identity provider": {
		"Fournisseur d’identité",
		"Identitätsanbieter",
	},
	"It cannot be taken back.": {
		"Cela ne peut pas être annulé.",
		"Es kann nicht zurückgenommen werden.",
	},
	"It is set up at the next sign-in.": {
		"Il est configuré à la prochaine connexion.",
		"Er wird bei der nächsten Anmeldung eingerichtet.",
	},
	"It is shown once. Better that nobody but its owner sees it: have it fetched.": {
		"Il est affiché une fois. Mieux vaut que seul son propriétaire le voie\u00a0: faites-le récupérer.",
		"Er wird einmal angezeigt. Besser sieht ihn nur sein Besitzer: Lassen Sie ihn abholen.",
	},
	"It never expires": {
		"Il n’expire jamais",
		"Er läuft nie ab",
	},
	"It says none": {
		"Il n’en dit rien",
		"Er sagt nichts davon",
	},
	"Its sessions, tokens and links end at once. It cannot be taken back.": {
		"Ses sessions, jetons et liens prennent fin aussitôt. Cela ne peut pas être annulé.",
		"Seine Sitzungen, Tokens und Links enden sofort. Es kann nicht zurückgenommen werden.",
	},
	"Language of mails and pages": {
		"Langue des e-mails et des pages",
		"Sprache von E-Mails und Seiten",
	},
	"Last day and networks of the next token …": {
		"Dernier jour et réseaux du prochain jeton …",
		"Letzter Tag und Netze des nächsten Tokens …",
	},
	"Last used: %s": {
		"Dernière utilisation\u00a0: %s",
		"Zuletzt benutzt: %s",
	},
	"Leave it": {
		"Laisser",
		"Lassen",
	},
	"Leaves it": {
		"Le laisse",
		"Lässt es",
	},
	"Lock": {
		"Verrouiller",
		"Sperren",
	},
	"Locked": {
		"Verrouillé",
		"Gesperrt",
	},
	"Locked or expired": {
		"Verrouillé ou expiré",
		"Gesperrt oder abgelaufen",
	},
	"Looked after": {
		"Géré",
		"Gepflegt",
	},
	"Looked after by SCIM of": {
		"Géré par SCIM de",
		"Gepflegt durch SCIM von",
	},
	"Looks at its metadata or keys, certificates, clock, mapping and SCIM. Nobody is signed in, and nothing changes.": {
		"Regarde ses métadonnées ou clés, ses certificats, son horloge, la correspondance et SCIM. Personne n’est connecté, et rien ne change.",
		"Sieht Metadaten oder Schlüssel, Zertifikate, Uhr, Zuordnung und SCIM an. Niemand wird angemeldet, und nichts ändert sich.",
	},
}
