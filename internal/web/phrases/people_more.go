package phrases

// peopleMore is people from M on.
var peopleMore = area{
	"Made": {
		"Créé",
		"Erstellt",
	},
	"Mail the link to set the password again": {
		"Envoyer à nouveau le lien pour définir le mot de passe",
		"Den Link zum Setzen des Passworts erneut senden",
	},
	"Make a user": {
		"Créer un utilisateur",
		"Einen Benutzer erstellen",
	},
	"Make an access": {
		"Créer un accès",
		"Einen Zugang erstellen",
	},
	"Make an access for a program": {
		"Créer un accès pour un programme",
		"Einen Zugang für ein Programm erstellen",
	},
	"Make and change access groups and their quotas.": {
		"Créer et modifier les groupes d’accès et leurs quotas.",
		"Zugriffsgruppen und ihre Kontingente erstellen und ändern.",
	},
	"Make and change users and their accesses.": {
		"Créer et modifier les utilisateurs et leurs accès.",
		"Benutzer und ihre Zugänge erstellen und ändern.",
	},
	"Make and change webhooks.": {
		"Créer et modifier les webhooks.",
		"Webhooks erstellen und ändern.",
	},
	"Make the access": {
		"Créer l’accès",
		"Den Zugang erstellen",
	},
	"Make the user": {
		"Créer l’utilisateur",
		"Den Benutzer erstellen",
	},
	"Make, rotate and revoke API tokens.": {
		"Créer, remplacer et révoquer les jetons d’API.",
		"API-Tokens erstellen, ersetzen und widerrufen.",
	},
	"Name or e-mail": {
		"Nom ou e-mail",
		"Name oder E-Mail",
	},
	"Networks that it works from": {
		"Réseaux d’où il fonctionne",
		"Netze, aus denen er funktioniert",
	},
	"New e-mail, not proven yet": {
		"Nouvel e-mail, pas encore prouvé",
		"Neue E-Mail, noch nicht bewiesen",
	},
	"Next you choose the roles.": {
		"Vous choisissez ensuite les rôles.",
		"Als Nächstes wählen Sie die Rollen.",
	},
	"Next you say what the identity provider calls the user.": {
		"Vous indiquez ensuite comment le fournisseur d’identité appelle l’utilisateur.",
		"Als Nächstes sagen Sie, wie der Identitätsanbieter den Benutzer nennt.",
	},
	"No second factor": {
		"Sans second facteur",
		"Kein zweiter Faktor",
	},
	"No user has all of these properties. Take a filter away, or look for another part of the name.": {
		"Aucun utilisateur n’a toutes ces propriétés. Retirez un filtre, ou cherchez une autre partie du nom.",
		"Kein Benutzer hat alle diese Eigenschaften. Nehmen Sie einen Filter weg, oder suchen Sie einen anderen Teil des Namens.",
	},
	"Nobody matches": {
		"Personne ne correspond",
		"Niemand passt",
	},
	"Nobody yet": {
		"Personne encore",
		"Noch niemand",
	},
	"None is set up.": {
		"Aucun n’est configuré.",
		"Keiner ist eingerichtet.",
	},
	"Not at all": {
		"Pas du tout",
		"Gar nicht",
	},
	"Not by SCIM": {
		"Pas par SCIM",
		"Nicht durch SCIM",
	},
	"Not given": {
		"Pas donné",
		"Nicht gegeben",
	},
	"Not signed in yet": {
		"Pas encore connecté",
		"Noch nicht angemeldet",
	},
	"Not yet": {
		"Pas encore",
		"Noch nicht",
	},
	"Nothing would be different": {
		"Rien ne serait différent",
		"Nichts wäre anders",
	},
	"Nothing.": {
		"Rien.",
		"Nichts.",
	},
	"Nowhere just now.": {
		"Nulle part en ce moment.",
		"Gerade nirgends.",
	},
	"Number": {
		"Numéro",
		"Nummer",
	},
	"Of any type, or none": {
		"De tout type, ou aucun",
		"Jeder Art, oder keinen",
	},
	"One is asked for.": {
		"Il en est demandé un.",
		"Einer wird verlangt.",
	},
	"Only from %s": {
		"Seulement depuis %s",
		"Nur von %s",
	},
	"Only one that nobody else holds can be deleted. Your own access loses it.": {
		"Seul un rôle que personne d’autre ne détient peut être supprimé. Votre propre accès le perd.",
		"Nur eine, die sonst niemand hat, kann gelöscht werden. Ihr eigener Zugang verliert sie.",
	},
	"Paste what the identity provider says about somebody, and see who that would be here, and with which roles. Nobody is signed in, and nothing changes.": {
		"Collez ce que le fournisseur d’identité dit de quelqu’un, et voyez qui ce serait ici, et avec quels rôles. Personne n’est connecté, et rien ne change.",
		"Fügen Sie ein, was der Identitätsanbieter über jemanden sagt, und sehen Sie, wer das hier wäre und mit welchen Rollen. Niemand wird angemeldet, und nichts ändert sich.",
	},
	"Portfolio manager": {
		"Gestionnaire de portefeuille",
		"Portfoliomanager",
	},
	"Profile": {
		"Profil",
		"Profil",
	},
	"Programs call the API with its tokens. Nobody signs in with it.": {
		"Des programmes appellent l’API avec ses jetons. Personne ne se connecte avec.",
		"Programme rufen mit seinen Tokens die API auf. Niemand meldet sich damit an.",
	},
	"Put it in the place of the way in that there is": {
		"Le mettre à la place de la voie d’entrée existante",
		"An die Stelle des vorhandenen Wegs setzen",
	},
	"Read access groups and their quotas.": {
		"Lire les groupes d’accès et leurs quotas.",
		"Zugriffsgruppen und ihre Kontingente lesen.",
	},
	"Read and send requests, decide on registrations.": {
		"Lire et envoyer des demandes, décider des inscriptions.",
		"Anfragen lesen und senden, über Registrierungen entscheiden.",
	},
	"Read companies, folders, tiers and contacts.": {
		"Lire entreprises, dossiers, niveaux et contacts.",
		"Unternehmen, Ordner, Stufen und Kontakte lesen.",
	},
	"Read forms.": {
		"Lire les formulaires.",
		"Formulare lesen.",
	},
	"Read requests.": {
		"Lire les demandes.",
		"Anfragen lesen.",
	},
	"Read the access": {
		"Lire l’accès",
		"Den Zugang lesen",
	},
	"Read the record of events.": {
		"Lire le journal des événements.",
		"Die Aufzeichnung der Ereignisse lesen.",
	},
	"Read the roles that you may give": {
		"Lire les rôles que vous pouvez donner",
		"Die Rollen lesen, die Sie vergeben dürfen",
	},
	"Read the settings of the organisation.": {
		"Lire les réglages de l’organisation.",
		"Die Einstellungen der Organisation lesen.",
	},
	"Read the user": {
		"Lire l’utilisateur",
		"Den Benutzer lesen",
	},
	"Read this list": {
		"Lire cette liste",
		"Diese Liste lesen",
	},
	"Read users and their accesses.": {
		"Lire les utilisateurs et leurs accès.",
		"Benutzer und ihre Zugänge lesen.",
	},
	"Read webhooks and their deliveries.": {
		"Lire les webhooks et leurs livraisons.",
		"Webhooks und ihre Zustellungen lesen.",
	},
	"Read what it may do, and through what": {
		"Lire ce qu’il peut faire, et par quoi",
		"Lesen, was er darf und wodurch",
	},
	"Read which roles can be given, and which cannot": {
		"Lire quels rôles peuvent être donnés, et lesquels non",
		"Lesen, welche Rollen vergeben werden können und welche nicht",
	},
	"Read who holds it": {
		"Lire qui le détient",
		"Lesen, wer sie hat",
	},
	"Read, make and change forms.": {
		"Lire, créer et modifier les formulaires.",
		"Formulare lesen, erstellen und ändern.",
	},
	"Rehearse": {
		"Répéter",
		"Proben",
	},
	"Rehearse a sign-in": {
		"Répéter une connexion",
		"Eine Anmeldung proben",
	},
	"Remove all": {
		"Tout retirer",
		"Alle entfernen",
	},
	"Remove the second factors": {
		"Retirer les seconds facteurs",
		"Die zweiten Faktoren entfernen",
	},
	"Revoke …": {
		"Révoquer …",
		"Widerrufen …",
	},
	"Revoked, because: %s": {
		"Révoqué, car\u00a0: %s",
		"Widerrufen, weil: %s",
	},
	"Role and access group": {
		"Rôle et groupe d’accès",
		"Rolle und Zugriffsgruppe",
	},
	"Role and access group are changed. They count from now on.": {
		"Le rôle et le groupe d’accès sont modifiés. Ils comptent dès maintenant.",
		"Rolle und Zugriffsgruppe sind geändert. Sie gelten ab jetzt.",
	},
	"Role and access group of %s": {
		"Rôle et groupe d’accès de %s",
		"Rolle und Zugriffsgruppe von %s",
	},
	"Role there": {
		"Rôle à cet endroit",
		"Rolle dort",
	},
	"Role there: %s": {
		"Rôle à cet endroit\u00a0: %s",
		"Rolle dort: %s",
	},
	"Roles for your own programs": {
		"Rôles pour vos propres programmes",
		"Rollen für Ihre eigenen Programme",
	},
	"Roles for your own programs: %s": {
		"Rôles pour vos propres programmes\u00a0: %s",
		"Rollen für Ihre eigenen Programme: %s",
	},
	"Roles of the access": {
		"Rôles de l’accès",
		"Rollen des Zugangs",
	},
	"Second factor": {
		"Second facteur",
		"Zweiter Faktor",
	},
	"See what it would do": {
		"Voir ce que cela ferait",
		"Ansehen, was es bewirken würde",
	},
	"Sessions end at once, tokens do not work, nothing is lost.": {
		"Les sessions prennent fin aussitôt, les jetons ne fonctionnent pas, rien n’est perdu.",
		"Sitzungen enden sofort, Tokens funktionieren nicht, nichts geht verloren.",
	},
	"Show all of them": {
		"Les afficher tous",
		"Alle anzeigen",
	},
	"Show everybody": {
		"Afficher tout le monde",
		"Alle anzeigen",
	},
	"Sign the user out everywhere": {
		"Déconnecter l’utilisateur partout",
		"Den Benutzer überall abmelden",
	},
	"Signs in at an identity provider of your organisation.": {
		"Se connecte auprès d’un fournisseur d’identité de votre organisation.",
		"Meldet sich bei einem Identitätsanbieter Ihrer Organisation an.",
	},
	"Signs in here with a password that the user chooses by a mailed link.": {
		"Se connecte ici avec un mot de passe que l’utilisateur choisit par un lien envoyé.",
		"Meldet sich hier mit einem Passwort an, das der Benutzer über einen gemailten Link wählt.",
	},
	"So that others see what it is for.": {
		"Pour que d’autres voient à quoi il sert.",
		"Damit andere sehen, wofür er ist.",
	},
	"Stays as it is": {
		"Reste tel quel",
		"Bleibt, wie es ist",
	},
	"Test again": {
		"Tester à nouveau",
		"Erneut prüfen",
	},
	"Test it": {
		"Tester",
		"Prüfen",
	},
	"Test of %s": {
		"Test de %s",
		"Prüfung von %s",
	},
	"The NameID of SAML. Of OpenID Connect it is read from the claims, as sub.": {
		"Le NameID de SAML. D’OpenID Connect, il est lu dans les claims, comme sub.",
		"Die NameID von SAML. Bei OpenID Connect wird sie aus den Claims gelesen, als sub.",
	},
	"The access is gone, with its sessions and tokens.": {
		"L’accès a disparu, avec ses sessions et jetons.",
		"Der Zugang ist weg, mit seinen Sitzungen und Tokens.",
	},
	"The access is there.": {
		"L’accès est là.",
		"Der Zugang ist da.",
	},
	"The catalogue": {
		"Le catalogue",
		"Der Katalog",
	},
	"The claims as JSON, an ID token, an assertion as XML, or lines such as groups = Purchasing. No signature is checked, since nobody is let in; nothing is kept.": {
		"Les claims en JSON, un ID token, une assertion en XML, ou des lignes comme groups = Purchasing. Aucune signature n’est vérifiée, puisque personne n’entre\u00a0; rien n’est conservé.",
		"Die Claims als JSON, ein ID-Token, eine Assertion als XML oder Zeilen wie groups = Purchasing. Keine Signatur wird geprüft, da niemand eingelassen wird; nichts wird behalten.",
	},
	"The e-mail address is free for another user.": {
		"L’adresse e-mail est libre pour un autre utilisateur.",
		"Die E-Mail-Adresse ist frei für einen anderen Benutzer.",
	},
	"The identity provider asks for one, if it does.": {
		"Le fournisseur d’identité en demande un, ou non.",
		"Der Identitätsanbieter verlangt einen, oder auch nicht.",
	},
	"The name stays with what the user did, and so do the requests.": {
		"Le nom reste attaché à ce que l’utilisateur a fait, et les demandes aussi.",
		"Der Name bleibt bei dem, was der Benutzer getan hat, und die Anfragen auch.",
	},
	"The new API token of %s": {
		"Le nouveau jeton d’API de %s",
		"Der neue API-Token von %s",
	},
	"The old one works on": {
		"L’ancien fonctionne encore",
		"Der alte funktioniert noch",
	},
	"The old token works for %d more hour. If this one gets into wrong hands, revoke it.": {
		"L’ancien jeton fonctionne encore %d heure. Si celui-ci tombe en de mauvaises mains, révoquez-le.",
		"Der alte Token funktioniert noch %d Stunde. Gerät dieser in falsche Hände, widerrufen Sie ihn.",
	},
	"The old token works for %d more hours. If this one gets into wrong hands, revoke it.": {
		"L’ancien jeton fonctionne encore %d heures. Si celui-ci tombe en de mauvaises mains, révoquez-le.",
		"Der alte Token funktioniert noch %d Stunden. Gerät dieser in falsche Hände, widerrufen Sie ihn.",
	},
	"The old token works no more. If this one gets into wrong hands, revoke it.": {
		"L’ancien jeton ne fonctionne plus. Si celui-ci tombe en de mauvaises mains, révoquez-le.",
		"Der alte Token funktioniert nicht mehr. Gerät dieser in falsche Hände, widerrufen Sie ihn.",
	},
	"The rights of its accesses stay as they are.": {
		"Les droits de ses accès restent tels quels.",
		"Die Rechte seiner Zugänge bleiben, wie sie sind.",
	},
	"The role %s leaves nothing of it.": {
		"Le rôle %s n’en laisse rien.",
		"Die Rolle %s lässt nichts davon.",
	},
	"The role %s leaves this of it: %s": {
		"Le rôle %s en laisse ceci\u00a0: %s",
		"Die Rolle %s lässt davon dies: %s",
	},
	"The role is gone.": {
		"Le rôle a disparu.",
		"Die Rolle ist weg.",
	},
	"The role is in the catalogue, and your own access holds it.": {
		"Le rôle est dans le catalogue, et votre propre accès le détient.",
		"Die Rolle ist im Katalog, und Ihr eigener Zugang hat sie.",
	},
	"The role of the user is %s: it cuts what every access may do.": {
		"Le rôle de l’utilisateur est %s\u00a0: il limite ce que tout accès peut faire.",
		"Die Rolle des Benutzers ist %s: Sie beschneidet, was jeder Zugang darf.",
	},
	"The second factors are removed, and the sessions have ended. The user sets up new ones at the next sign-in.": {
		"Les seconds facteurs sont retirés, et les sessions ont pris fin. L’utilisateur en configure de nouveaux à la prochaine connexion.",
		"Die zweiten Faktoren sind entfernt, und die Sitzungen sind beendet. Der Benutzer richtet bei der nächsten Anmeldung neue ein.",
	},
	"The user has this way in already": {
		"L’utilisateur a déjà cette voie d’entrée",
		"Der Benutzer hat diesen Weg hinein schon",
	},
	"The user is deleted, with all ways in. The name stays with what was done.": {
		"L’utilisateur est supprimé, avec toutes ses voies d’entrée. Le nom reste attaché à ce qui a été fait.",
		"Der Benutzer ist gelöscht, mit allen Wegen hinein. Der Name bleibt bei dem, was getan wurde.",
	},
	"The user is locked: every session has ended, and no token works.": {
		"L’utilisateur est verrouillé\u00a0: toute session a pris fin, et aucun jeton ne fonctionne.",
		"Der Benutzer ist gesperrt: Jede Sitzung ist beendet, und kein Token funktioniert.",
	},
	"The user is there, and a mail to set the password is on its way.": {
		"L’utilisateur est là, et un e-mail pour définir le mot de passe est en route.",
		"Der Benutzer ist da, und eine E-Mail zum Setzen des Passworts ist unterwegs.",
	},
	"The user is there. Give it a way in.": {
		"L’utilisateur est là. Donnez-lui une voie d’entrée.",
		"Der Benutzer ist da. Geben Sie ihm einen Weg hinein.",
	},
	"The user is unlocked. Tokens work again; sessions have to be opened anew.": {
		"L’utilisateur est déverrouillé. Les jetons fonctionnent à nouveau\u00a0; les sessions sont à rouvrir.",
		"Der Benutzer ist entsperrt. Tokens funktionieren wieder; Sitzungen müssen neu geöffnet werden.",
	},
	"There is none yet.": {
		"Il n’y en a pas encore.",
		"Es gibt noch keine.",
	},
	"There is none: this user cannot get in.": {
		"Il n’y en a pas\u00a0: cet utilisateur ne peut pas entrer.",
		"Es gibt keinen: Dieser Benutzer kommt nicht hinein.",
	},
	"To compare": {
		"À comparer",
		"Zum Vergleichen",
	},
	"Tokens": {
		"Jetons",
		"Tokens",
	},
	"Try a call by SCIM": {
		"Essayer un appel par SCIM",
		"Einen Aufruf durch SCIM versuchen",
	},
	"Type": {
		"Type",
		"Art",
	},
	"Type of the access": {
		"Type de l’accès",
		"Art des Zugangs",
	},
	"Unlock": {
		"Déverrouiller",
		"Entsperren",
	},
	"User": {
		"Utilisateur",
		"Benutzer",
	},
	"Users to look at": {
		"Utilisateurs à regarder",
		"Benutzer zum Ansehen",
	},
	"Ways in": {
		"Voies d’entrée",
		"Wege hinein",
	},
	"What comes of it": {
		"Ce qui en résulte",
		"Was daraus wird",
	},
	"What each role leaves": {
		"Ce que laisse chaque rôle",
		"Was jede Rolle lässt",
	},
	"What it allows": {
		"Ce qu’il permet",
		"Was sie erlaubt",
	},
	"What it may do": {
		"Ce qu’il peut faire",
		"Was er darf",
	},
	"What it means": {
		"Ce qu’il signifie",
		"Was sie bedeutet",
	},
	"What the identity provider calls the user": {
		"Nom de l’utilisateur chez le fournisseur d’identité",
		"Wie der Identitätsanbieter den Benutzer nennt",
	},
	"What the identity provider says": {
		"Ce que dit le fournisseur d’identité",
		"Was der Identitätsanbieter sagt",
	},
	"What the roles of an access carry, as far as the role of the user leaves it.": {
		"Ce que portent les rôles d’un accès, dans la mesure où le rôle de l’utilisateur le laisse.",
		"Was die Rollen eines Zugangs tragen, soweit die Rolle des Benutzers es lässt.",
	},
	"What the user could do": {
		"Ce que l’utilisateur pourrait faire",
		"Was der Benutzer dürfte",
	},
	"What the user would see": {
		"Ce que l’utilisateur verrait",
		"Was der Benutzer sehen würde",
	},
	"What this user may do": {
		"Ce que cet utilisateur peut faire",
		"Was dieser Benutzer darf",
	},
	"What to do: %s": {
		"À faire\u00a0: %s",
		"Zu tun: %s",
	},
	"What was entered at the identity provider cannot be seen from here. It must be exactly this:": {
		"Ce qui a été saisi auprès du fournisseur d’identité ne se voit pas d’ici. Ce doit être exactement ceci\u00a0:",
		"Was beim Identitätsanbieter eingegeben wurde, ist von hier nicht zu sehen. Es muss genau dies sein:",
	},
	"What was found": {
		"Ce qui a été trouvé",
		"Was gefunden wurde",
	},
	"What would change": {
		"Ce qui changerait",
		"Was sich ändern würde",
	},
	"What would come of it": {
		"Ce qui en résulterait",
		"Was daraus würde",
	},
	"Where the user is signed in": {
		"Où l’utilisateur est connecté",
		"Wo der Benutzer angemeldet ist",
	},
	"Who gets in, how, and what they may do.": {
		"Qui entre, comment, et ce qu’il peut faire.",
		"Wer hineinkommt, wie, und was er darf.",
	},
	"Who holds it": {
		"Qui le détient",
		"Wer sie hat",
	},
	"Who it is here": {
		"Qui c’est ici",
		"Wer es hier ist",
	},
	"Who it is there": {
		"Qui c’est là-bas",
		"Wer es dort ist",
	},
	"With a password": {
		"Avec un mot de passe",
		"Mit einem Passwort",
	},
	"With a second factor": {
		"Avec un second facteur",
		"Mit zweitem Faktor",
	},
	"With the token of the identity provider in $SCIM_TOKEN. Its secret is known to nobody here.": {
		"Avec le jeton du fournisseur d’identité dans $SCIM_TOKEN. Son secret n’est connu de personne ici.",
		"Mit dem Token des Identitätsanbieters in $SCIM_TOKEN. Sein Geheimnis kennt hier niemand.",
	},
	"Without a description. It means something to your own programs only.": {
		"Sans description. Il n’a de sens que pour vos propres programmes.",
		"Ohne Beschreibung. Sie bedeutet nur Ihren eigenen Programmen etwas.",
	},
	"Would get in": {
		"Entrerait",
		"Käme hinein",
	},
	"Would not get in": {
		"N’entrerait pas",
		"Käme nicht hinein",
	},
	"Wrong": {
		"Faux",
		"Falsch",
	},
	"You cannot change this access": {
		"Vous ne pouvez pas modifier cet accès",
		"Sie können diesen Zugang nicht ändern",
	},
	"You cannot change this user": {
		"Vous ne pouvez pas modifier cet utilisateur",
		"Sie können diesen Benutzer nicht ändern",
	},
	"You do not hold it yourself, and nobody gives what they lack.": {
		"Vous ne le détenez pas vous-même, et nul ne donne ce qui lui manque.",
		"Sie haben sie selbst nicht, und niemand gibt, was ihm fehlt.",
	},
	"You do not hold it: you can take it away, and not give it again.": {
		"Vous ne le détenez pas\u00a0: vous pouvez le retirer, et non le redonner.",
		"Sie haben sie nicht: Sie können sie wegnehmen und nicht wieder geben.",
	},
	"You hold it, and may give it to whom you may change.": {
		"Vous le détenez, et pouvez le donner à qui vous pouvez modifier.",
		"Sie haben sie und dürfen sie denen geben, die Sie ändern dürfen.",
	},
	"Your changes are saved. The new e-mail address counts when it is proven: a mail is on its way to it.": {
		"Vos modifications sont enregistrées. La nouvelle adresse e-mail compte une fois prouvée\u00a0: un e-mail est en route vers elle.",
		"Ihre Änderungen sind gespeichert. Die neue E-Mail-Adresse gilt, sobald sie bewiesen ist: Eine E-Mail an sie ist unterwegs.",
	},
}
