package phrases

// idpTrial is what the test of an identity provider says.
var idpTrial = area{
	"%d point needs a look.": {
		"%d point est à regarder.",
		"%d Punkt ist anzusehen.",
	},
	"%d points need a look.": {
		"%d points sont à regarder.",
		"%d Punkte sind anzusehen.",
	},
	"A new user": {
		"Un nouvel utilisateur",
		"Ein neuer Benutzer",
	},
	"All is as it should be, as far as it can be seen from here.": {
		"Tout est comme il se doit, autant qu’on le voit d’ici.",
		"Alles ist, wie es sein soll, soweit es von hier zu sehen ist.",
	},
	"Does it work?": {
		"Est-ce que cela marche\u00a0?",
		"Funktioniert es?",
	},
	"Good": {
		"Bien",
		"Gut",
	},
	"It says none": {
		"Il n’en dit rien",
		"Er sagt nichts davon",
	},
	"Looks at its metadata or keys, certificates, clock, mapping and SCIM. Nobody is signed in, and nothing changes.": {
		"Regarde ses métadonnées ou clés, ses certificats, son horloge, la correspondance et SCIM. Personne n’est connecté, et rien ne change.",
		"Sieht Metadaten oder Schlüssel, Zertifikate, Uhr, Zuordnung und SCIM an. Niemand wird angemeldet, und nichts ändert sich.",
	},
	"Nobody yet": {
		"Personne encore",
		"Noch niemand",
	},
	"Paste what the identity provider says about somebody, and see who that would be here, and with which roles. Nobody is signed in, and nothing changes.": {
		"Collez ce que le fournisseur d’identité dit de quelqu’un, et voyez qui ce serait ici, et avec quels rôles. Personne n’est connecté, et rien ne change.",
		"Fügen Sie ein, was der Identitätsanbieter über jemanden sagt, und sehen Sie, wer das hier wäre und mit welchen Rollen. Niemand wird angemeldet, und nichts ändert sich.",
	},
	"Rehearse a sign-in": {
		"Répéter une connexion",
		"Eine Anmeldung proben",
	},
	"Rehearse": {
		"Répéter",
		"Proben",
	},
	"Roles of the access": {
		"Rôles de l’accès",
		"Rollen des Zugangs",
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
	"The claims as JSON, an ID token, an assertion as XML, or lines such as groups = Purchasing. No signature is checked, since nobody is let in; nothing is kept.": {
		"Les claims en JSON, un ID token, une assertion en XML, ou des lignes comme groups = Purchasing. Aucune signature n’est vérifiée, puisque personne n’entre\u00a0; rien n’est conservé.",
		"Die Claims als JSON, ein ID-Token, eine Assertion als XML oder Zeilen wie groups = Purchasing. Keine Signatur wird geprüft, da niemand eingelassen wird; nichts wird behalten.",
	},
	"To compare": {
		"À comparer",
		"Zum Vergleichen",
	},
	"Try a call by SCIM": {
		"Essayer un appel par SCIM",
		"Einen Aufruf durch SCIM versuchen",
	},
	"What the identity provider says": {
		"Ce que dit le fournisseur d’identité",
		"Was der Identitätsanbieter sagt",
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
	"What would come of it": {
		"Ce qui en résulterait",
		"Was daraus würde",
	},
	"Who it is here": {
		"Qui c’est ici",
		"Wer es hier ist",
	},
	"Who it is there": {
		"Qui c’est là-bas",
		"Wer es dort ist",
	},
	"With the token of the identity provider in $SCIM_TOKEN. Its secret is known to nobody here.": {
		"Avec le jeton du fournisseur d’identité dans $SCIM_TOKEN. Son secret n’est connu de personne ici.",
		"Mit dem Token des Identitätsanbieters in $SCIM_TOKEN. Sein Geheimnis kennt hier niemand.",
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
}
