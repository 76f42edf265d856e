package phrases

// user is what the page of a user says.
var user = area{
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
	"%d right that no role of the access carries": {
		"%d droit qu’aucun rôle de l’accès ne porte",
		"%d Recht, das keine Rolle des Zugangs trägt",
	},
	"%d right": {
		"%d droit",
		"%d Recht",
	},
	"%d rights that no role of the access carries": {
		"%d droits qu’aucun rôle de l’accès ne porte",
		"%d Rechte, die keine Rolle des Zugangs trägt",
	},
	"%d rights": {
		"%d droits",
		"%d Rechte",
	},
	"%s carries it, but the role %s does not leave it.": {
		"%s le porte, mais le rôle %s ne le laisse pas.",
		"%s trägt es, aber die Rolle %s lässt es nicht.",
	},
	"A mail to set the password is on its way.": {
		"Un e-mail pour définir le mot de passe est en route.",
		"Eine E-Mail zum Setzen des Passworts ist unterwegs.",
	},
	"A program, with a token of the organisation": {
		"Un programme, avec un jeton de l’organisation",
		"Ein Programm, mit einem Token der Organisation",
	},
	"A second factor is asked for from now on.": {
		"Un second facteur est demandé désormais.",
		"Ein zweiter Faktor wird ab jetzt verlangt.",
	},
	"Add another": {
		"Ajouter un autre",
		"Einen anderen hinzufügen",
	},
	"Add one for a program": {
		"En ajouter un pour un programme",
		"Einen für ein Programm hinzufügen",
	},
	"All sessions of the user have ended.": {
		"Toutes les sessions de l’utilisateur ont pris fin.",
		"Alle Sitzungen des Benutzers sind beendet.",
	},
	"Another group": {
		"Un autre groupe",
		"Eine andere Gruppe",
	},
	"Ask for one": {
		"En demander un",
		"Einen verlangen",
	},
	"Back": {
		"Retour",
		"Zurück",
	},
	"By %s": {
		"Par %s",
		"Durch %s",
	},
	"Change role and access group": {
		"Modifier le rôle et le groupe d’accès",
		"Rolle und Zugriffsgruppe ändern",
	},
	"Change": {
		"Modifier",
		"Ändern",
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
	"End all sessions": {
		"Mettre fin à toutes les sessions",
		"Alle Sitzungen beenden",
	},
	"Every way in ends at once: passwords, sessions, tokens, links.": {
		"Toute voie d’entrée prend fin aussitôt\u00a0: mots de passe, sessions, jetons, liens.",
		"Jeder Weg hinein endet sofort: Passwörter, Sitzungen, Tokens, Links.",
	},
	"For somebody who lost them. The sessions end, and new ones are set up at the next sign-in.": {
		"Pour qui les a perdus. Les sessions prennent fin, et de nouveaux sont configurés à la prochaine connexion.",
		"Für jemanden, der sie verloren hat. Die Sitzungen enden, und bei der nächsten Anmeldung werden neue eingerichtet.",
	},
	"Given": {
		"Donné",
		"Gegeben",
	},
	"Goes": {
		"Part",
		"Geht",
	},
	"It cannot be taken back.": {
		"Cela ne peut pas être annulé.",
		"Es kann nicht zurückgenommen werden.",
	},
	"Last used: %s": {
		"Dernière utilisation\u00a0: %s",
		"Zuletzt benutzt: %s",
	},
	"Leave it": {
		"Laisser",
		"Lassen",
	},
	"Lock": {
		"Verrouiller",
		"Sperren",
	},
	"Looked after by SCIM of": {
		"Géré par SCIM de",
		"Gepflegt durch SCIM von",
	},
	"Mail the link to set the password again": {
		"Envoyer à nouveau le lien pour définir le mot de passe",
		"Den Link zum Setzen des Passworts erneut senden",
	},
	"Make an access for a program": {
		"Créer un accès pour un programme",
		"Einen Zugang für ein Programm erstellen",
	},
	"New e-mail, not proven yet": {
		"Nouvel e-mail, pas encore prouvé",
		"Neue E-Mail, noch nicht bewiesen",
	},
	"None is set up.": {
		"Aucun n’est configuré.",
		"Keiner ist eingerichtet.",
	},
	"Not given": {
		"Pas donné",
		"Nicht gegeben",
	},
	"Nothing would be different": {
		"Rien ne serait différent",
		"Nichts wäre anders",
	},
	"Nowhere just now.": {
		"Nulle part en ce moment.",
		"Gerade nirgends.",
	},
	"One is asked for.": {
		"Il en est demandé un.",
		"Einer wird verlangt.",
	},
	"Read the user": {
		"Lire l’utilisateur",
		"Den Benutzer lesen",
	},
	"Read what it may do, and through what": {
		"Lire ce qu’il peut faire, et par quoi",
		"Lesen, was er darf und wodurch",
	},
	"Remove all": {
		"Tout retirer",
		"Alle entfernen",
	},
	"Remove the second factors": {
		"Retirer les seconds facteurs",
		"Die zweiten Faktoren entfernen",
	},
	"Role and access group are changed. They count from now on.": {
		"Le rôle et le groupe d’accès sont modifiés. Ils comptent dès maintenant.",
		"Rolle und Zugriffsgruppe sind geändert. Sie gelten ab jetzt.",
	},
	"Role and access group of %s": {
		"Rôle et groupe d’accès de %s",
		"Rolle und Zugriffsgruppe von %s",
	},
	"Role and access group": {
		"Rôle et groupe d’accès",
		"Rolle und Zugriffsgruppe",
	},
	"Role there: %s": {
		"Rôle à cet endroit\u00a0: %s",
		"Rolle dort: %s",
	},
	"See what it would do": {
		"Voir ce que cela ferait",
		"Ansehen, was es bewirken würde",
	},
	"Sessions end at once, tokens do not work, nothing is lost.": {
		"Les sessions prennent fin aussitôt, les jetons ne fonctionnent pas, rien n’est perdu.",
		"Sitzungen enden sofort, Tokens funktionieren nicht, nichts geht verloren.",
	},
	"Sign the user out everywhere": {
		"Déconnecter l’utilisateur partout",
		"Den Benutzer überall abmelden",
	},
	"The access is gone, with its sessions and tokens.": {
		"L’accès a disparu, avec ses sessions et jetons.",
		"Der Zugang ist weg, mit seinen Sitzungen und Tokens.",
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
	"The rights of its accesses stay as they are.": {
		"Les droits de ses accès restent tels quels.",
		"Die Rechte seiner Zugänge bleiben, wie sie sind.",
	},
	"The second factors are removed, and the sessions have ended. The user sets up new ones at the next sign-in.": {
		"Les seconds facteurs sont retirés, et les sessions ont pris fin. L’utilisateur en configure de nouveaux à la prochaine connexion.",
		"Die zweiten Faktoren sind entfernt, und die Sitzungen sind beendet. Der Benutzer richtet bei der nächsten Anmeldung neue ein.",
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
	"There is none: this user cannot get in.": {
		"Il n’y en a pas\u00a0: cet utilisateur ne peut pas entrer.",
		"Es gibt keinen: Dieser Benutzer kommt nicht hinein.",
	},
	"Unlock": {
		"Déverrouiller",
		"Entsperren",
	},
	"Ways in": {
		"Voies d’entrée",
		"Wege hinein",
	},
	"What the roles of an access carry, as far as the role of the user leaves it.": {
		"Ce que portent les rôles d’un accès, dans la mesure où le rôle de l’utilisateur le laisse.",
		"Was die Rollen eines Zugangs tragen, soweit die Rolle des Benutzers es lässt.",
	},
	"What the user could do": {
		"Ce que l’utilisateur pourrait faire",
		"Was der Benutzer dürfte",
	},
	"What this user may do": {
		"Ce que cet utilisateur peut faire",
		"Was dieser Benutzer darf",
	},
	"What would change": {
		"Ce qui changerait",
		"Was sich ändern würde",
	},
	"Where the user is signed in": {
		"Où l’utilisateur est connecté",
		"Wo der Benutzer angemeldet ist",
	},
	"You cannot change this user": {
		"Vous ne pouvez pas modifier cet utilisateur",
		"Sie können diesen Benutzer nicht ändern",
	},
	"Your changes are saved. The new e-mail address counts when it is proven: a mail is on its way to it.": {
		"Vos modifications sont enregistrées. La nouvelle adresse e-mail compte une fois prouvée\u00a0: un e-mail est en route vers elle.",
		"Ihre Änderungen sind gespeichert. Die neue E-Mail-Adresse gilt, sobald sie bewiesen ist: Eine E-Mail an sie ist unterwegs.",
	},
}
