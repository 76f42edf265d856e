package phrases

// idps is what the list and the pages of identity providers say.
var idps = area{
	"Back-channel logout URI": {
		"URI de déconnexion back-channel",
		"URI für Back-Channel-Abmeldung",
	},
	"Enter it at the identity provider in place of the old one. It is shown here and never again.": {
		"Saisissez-le auprès du fournisseur d’identité à la place de l’ancien. Il est affiché ici et ne le sera plus jamais.",
		"Geben Sie ihn beim Identitätsanbieter anstelle des alten ein. Er wird hier und nie wieder angezeigt.",
	},
	"Enter it at the identity provider. It is shown here and never again.": {
		"Saisissez-le auprès du fournisseur d’identité. Il est affiché ici et ne le sera plus jamais.",
		"Geben Sie ihn beim Identitätsanbieter ein. Er wird hier und nie wieder angezeigt.",
	},
	"Entity ID (audience)": {
		"Entity ID (audience)",
		"Entity ID (Audience)",
	},
	"Metadata, with all of this and the certificate": {
		"Métadonnées, avec tout cela et le certificat",
		"Metadaten mit alldem und dem Zertifikat",
	},
	"Post-logout redirect URI": {
		"URI de redirection après déconnexion",
		"Weiterleitungs-URI nach der Abmeldung",
	},
	"Redirect URI": {
		"URI de redirection",
		"Weiterleitungs-URI",
	},
	"Reply URL (assertion consumer service)": {
		"URL de réponse (assertion consumer service)",
		"Antwort-URL (Assertion Consumer Service)",
	},
	"Single logout": {
		"Déconnexion unique",
		"Single Logout",
	},
	"The old token works for one more day.": {
		"L’ancien jeton fonctionne encore un jour.",
		"Der alte Token gilt noch einen Tag.",
	},
	"Where people start": {
		"Adresse de départ",
		"Startadresse",
	},
	"Whoever has this token can make and end users. If it gets into wrong hands, revoke it.": {
		"Quiconque possède ce jeton peut créer et désactiver des utilisateurs. S’il tombe entre de mauvaises mains, révoquez-le.",
		"Wer diesen Token hat, kann Benutzer anlegen und deaktivieren. Wenn er in falsche Hände gerät, widerrufen Sie ihn.",
	},
	"Your new token for SCIM": {
		"Votre nouveau jeton pour SCIM",
		"Ihr neuer Token für SCIM",
	},
	"Delete it": {
		"Le supprimer",
		"Löschen",
	},
	"Delete": {
		"Suppression",
		"Löschung",
	},
	"Make a token for SCIM": {
		"Créer un jeton pour SCIM",
		"Einen Token für SCIM erstellen",
	},
	"Only one at which nobody signs in can be deleted. To keep people out, disable it.": {
		"Seul celui auprès duquel personne ne se connecte peut être supprimé. Pour empêcher d’entrer, désactivez-le.",
		"Nur einer, bei dem sich niemand anmeldet, kann gelöscht werden. Um Personen fernzuhalten, deaktivieren Sie ihn.",
	},
	"Provisioning by SCIM": {
		"Provisionnement par SCIM",
		"Provisionierung über SCIM",
	},
	"The identity provider": {
		"Le fournisseur d’identité",
		"Der Identitätsanbieter",
	},
	"To enter at the identity provider": {
		"À saisir auprès du fournisseur d’identité",
		"Beim Identitätsanbieter einzugeben",
	},
	"With a token of its own the identity provider makes, changes and ends users by itself, at": {
		"Avec son propre jeton, le fournisseur d’identité crée, modifie et désactive lui-même les utilisateurs, à l’adresse",
		"Mit einem eigenen Token legt der Identitätsanbieter Benutzer selbst an, ändert und deaktiviert sie, unter",
	},
	"Add": {
		"Ajouter",
		"Hinzufügen",
	},
	"Calls itself": {
		"Se nomme",
		"Nennt sich",
	},
	"Certificate expired": {
		"Certificat expiré",
		"Zertifikat abgelaufen",
	},
	"Certificate expires": {
		"Le certificat expire le",
		"Zertifikat läuft ab",
	},
	"Disabled": {
		"Désactivé",
		"Deaktiviert",
	},
	"Get a user when they first sign in": {
		"Reçoivent un compte d’utilisateur à leur première connexion",
		"Erhalten bei der ersten Anmeldung einen Benutzer",
	},
	"In use": {
		"Utilisé",
		"In Gebrauch",
	},
	"Newcomers": {
		"Nouveaux venus",
		"Neue Personen",
	},
	"Not used yet": {
		"Pas encore utilisé",
		"Noch nicht benutzt",
	},
	"Only whom an administrator added": {
		"Seulement ceux qu’un administrateur a ajoutés",
		"Nur wer von einem Administrator hinzugefügt wurde",
	},
	"Protocol": {
		"Protocole",
		"Protokoll",
	},
	"The identity provider is deleted.": {
		"Le fournisseur d’identité est supprimé.",
		"Der Identitätsanbieter ist gelöscht.",
	},
	"The identity provider is there. Enter the addresses below at it, then try to sign in.": {
		"Le fournisseur d’identité est ajouté. Saisissez-y les adresses ci-dessous, puis essayez de vous connecter.",
		"Der Identitätsanbieter ist hinzugefügt. Geben Sie dort die Adressen unten ein und versuchen Sie dann, sich anzumelden.",
	},
	"Your changes are saved.": {
		"Vos modifications sont enregistrées.",
		"Ihre Änderungen sind gespeichert.",
	},
	"Add one by OpenID Connect": {
		"En ajouter un par OpenID Connect",
		"Einen über OpenID Connect hinzufügen",
	},
	"Add one by SAML": {
		"En ajouter un par SAML",
		"Einen über SAML hinzufügen",
	},
	"People sign in with passwords": {
		"On se connecte par mot de passe",
		"Man meldet sich mit Passwörtern an",
	},
	"Where the people of your organisation prove who they are.": {
		"Où les personnes de votre organisation prouvent leur identité.",
		"Wo die Personen Ihrer Organisation nachweisen, wer sie sind.",
	},
	"With an identity provider they sign in with the account of their organisation, and lose their way in when they leave it.": {
		"Avec un fournisseur d’identité, elles se connectent avec le compte de leur organisation et perdent leur accès quand elles la quittent.",
		"Mit einem Identitätsanbieter melden sie sich mit dem Konto ihrer Organisation an und verlieren ihren Zugang, wenn sie sie verlassen.",
	},
	", then send this again: nothing is lost.": {
		", puis renvoyez ce formulaire\u00a0: rien n’est perdu.",
		", und senden Sie dies dann noch einmal: Nichts geht verloren.",
	},
	"Access group of who is new": {
		"Groupe d’accès des nouveaux",
		"Zugriffsgruppe neuer Personen",
	},
	"File of the metadata": {
		"Fichier des métadonnées",
		"Datei mit den Metadaten",
	},
	"Hash with which requests are signed": {
		"Hachage qui signe les requêtes",
		"Hash, mit dem Anfragen signiert werden",
	},
	"It is more than ten minutes since you showed that it is you.": {
		"Vous avez prouvé votre identité il y a plus de dix minutes.",
		"Es ist mehr als zehn Minuten her, dass Sie sich ausgewiesen haben.",
	},
	"Left empty, an administrator gives them here. Filled in, they follow the provider at every sign-in.": {
		"Si ces champs restent vides, un administrateur les attribue ici. Sinon, ils suivent le fournisseur à chaque connexion.",
		"Bleiben die Felder leer, vergibt ein Administrator sie hier. Sind sie ausgefüllt, folgen sie bei jeder Anmeldung dem Anbieter.",
	},
	"More": {
		"Autres",
		"Mehr",
	},
	"People": {
		"Personnes",
		"Personen",
	},
	"Roles and access groups": {
		"Rôles et groupes d’accès",
		"Rollen und Zugriffsgruppen",
	},
	"Show it in another tab": {
		"Prouvez-la de nouveau dans un autre onglet",
		"Weisen Sie sich in einem anderen Tab erneut aus",
	},
	"The names of the attributes in which the provider says it.": {
		"Les noms des attributs dans lesquels le fournisseur le dit.",
		"Die Namen der Attribute, in denen der Anbieter es mitteilt.",
	},
	"The names of the claims in which the provider says it.": {
		"Les noms des claims dans lesquels le fournisseur le dit.",
		"Die Namen der Claims, in denen der Anbieter es mitteilt.",
	},
	"Add an identity provider": {
		"Ajouter un fournisseur d’identité",
		"Einen Identitätsanbieter hinzufügen",
	},
	"By OpenID Connect. Register this server there as a web application first: the redirect URI, which it asks for, is shown after you have added it here, and can be entered then.": {
		"Par OpenID Connect. Enregistrez d’abord ce serveur là-bas comme application web\u00a0: l’URI de redirection qu’il demande s’affiche après l’ajout ici et peut être saisie ensuite.",
		"Über OpenID Connect. Registrieren Sie diesen Server dort zuerst als Webanwendung: Die verlangte Weiterleitungs-URI wird nach dem Hinzufügen hier angezeigt und kann dann eingegeben werden.",
	},
	"By SAML 2.0. It tells about itself in its metadata.": {
		"Par SAML 2.0. Il se décrit dans ses métadonnées.",
		"Über SAML 2.0. Er beschreibt sich in seinen Metadaten.",
	},
	"Single sign-on": {
		"Authentification unique",
		"Single Sign-on",
	},
	"Save": {
		"Enregistrer",
		"Speichern",
	},
	"Add one": {
		"En ajouter un",
		"Einen hinzufügen",
	},
	"List its tokens for SCIM": {
		"Lister ses jetons pour SCIM",
		"Seine Token für SCIM auflisten",
	},
	"List the identity providers": {
		"Lister les fournisseurs d’identité",
		"Die Identitätsanbieter auflisten",
	},
}
