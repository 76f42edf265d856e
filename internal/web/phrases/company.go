package phrases

// company is what the page of a company says.
var company = area{
	"%d admin: admins see every company.": {
		"%d administrateur\u00a0: les administrateurs voient toutes les entreprises.",
		"%d Administrator: Administratoren sehen jedes Unternehmen.",
	},
	"%d admins: they see every company.": {
		"%d administrateurs\u00a0: ils voient toutes les entreprises.",
		"%d Administratoren: Sie sehen jedes Unternehmen.",
	},
	"%d contact in the book": {
		"%d contact dans le carnet",
		"%d Kontakt im Verzeichnis",
	},
	"%d user": {
		"%d utilisateur",
		"%d Benutzer",
	},
	"%d users": {
		"%d utilisateurs",
		"%d Benutzer",
	},
	"Add a contact": {
		"Ajouter un contact",
		"Kontakt hinzufügen",
	},
	"All %d contacts in the book": {
		"Les %d contacts dans le carnet",
		"Alle %d Kontakte im Verzeichnis",
	},
	"All of them in the outbox": {
		"Toutes dans la boîte d’envoi",
		"Alle im Postausgang",
	},
	"Came by": {
		"Arrivée par",
		"Gekommen durch",
	},
	"Competitor": {
		"Concurrent",
		"Wettbewerber",
	},
	"Contacts": {
		"Contacts",
		"Kontakte",
	},
	"Employees": {
		"Employés",
		"Beschäftigte",
	},
	"Folders": {
		"Dossiers",
		"Ordner",
	},
	"Fourth party": {
		"Quatrième partie",
		"Vierte Partei",
	},
	"Grades of risk vectors": {
		"Notes des vecteurs de risque",
		"Noten der Risikovektoren",
	},
	"Import": {
		"Importer",
		"Importieren",
	},
	"Import findings": {
		"Importer des constats",
		"Befunde importieren",
	},
	"In the portfolio since": {
		"Dans le portefeuille depuis",
		"Im Portfolio seit",
	},
	"Industry": {
		"Branche",
		"Branche",
	},
	"Invite somebody": {
		"Inviter quelqu’un",
		"Jemanden einladen",
	},
	"It is in no folder.": {
		"Elle n’est dans aucun dossier.",
		"Es liegt in keinem Ordner.",
	},
	"Life cycle": {
		"Cycle de vie",
		"Lebenszyklus",
	},
	"Location": {
		"Lieu",
		"Ort",
	},
	"Monitoring": {
		"Surveillance",
		"Überwachung",
	},
	"No domain is known: nobody can be invited there.": {
		"Aucun domaine n’est connu\u00a0: personne ne peut y être invité.",
		"Keine Domain ist bekannt: Dort kann niemand eingeladen werden.",
	},
	"No tier": {
		"Aucun niveau",
		"Keine Stufe",
	},
	"Nobody there was invited yet.": {
		"Personne n’y a encore été invité.",
		"Dort wurde noch niemand eingeladen.",
	},
	"None": {
		"Aucun",
		"Keine",
	},
	"None is known.": {
		"Aucun n’est connu.",
		"Keine sind bekannt.",
	},
	"Onboarding": {
		"Intégration",
		"Einführung",
	},
	"Prefer": {
		"Privilégier",
		"Bevorzugen",
	},
	"Put into it": {
		"Y ajouter",
		"Hineinlegen",
	},
	"Re-assessment": {
		"Réévaluation",
		"Neubewertung",
	},
	"Registration form": {
		"Formulaire d’inscription",
		"Registrierungsformular",
	},
	"Relationship": {
		"Relation",
		"Beziehung",
	},
	"Requests": {
		"Demandes",
		"Anfragen",
	},
	"Sector": {
		"Secteur",
		"Sektor",
	},
	"Set": {
		"Définir",
		"Setzen",
	},
	"Stands for it": {
		"La représente",
		"Steht dafür",
	},
	"Strategic partner": {
		"Partenaire stratégique",
		"Strategischer Partner",
	},
	"Subscriptions": {
		"Abonnements",
		"Abonnements",
	},
	"Subsidiary": {
		"Filiale",
		"Tochterunternehmen",
	},
	"Take it out of %s": {
		"La retirer de %s",
		"Aus %s herausnehmen",
	},
	"The company is in the group.": {
		"L’entreprise fait partie du groupe.",
		"Das Unternehmen gehört zur Gruppe.",
	},
	"The group sees all companies.": {
		"Le groupe voit toutes les entreprises.",
		"Die Gruppe sieht alle Unternehmen.",
	},
	"There are more. An invitation can share any of them.": {
		"Il y en a d’autres. Une invitation peut partager chacun d’eux.",
		"Es gibt weitere. Eine Einladung kann jeden davon teilen.",
	},
	"There is nobody to write to yet.": {
		"Il n’y a encore personne à qui écrire.",
		"Es gibt noch niemanden, dem man schreiben kann.",
	},
	"Vendor": {
		"Fournisseur",
		"Lieferant",
	},
	"Where it belongs": {
		"Son classement",
		"Wohin es gehört",
	},
	"Who sees it": {
		"Qui la voit",
		"Wer es sieht",
	},
	"Your own number": {
		"Votre propre numéro",
		"Ihre eigene Nummer",
	},
	"made up for the demo": {
		"inventé pour la démonstration",
		"für die Demo erfunden",
	},
	"rated %s": {
		"notée le %s",
		"bewertet am %s",
	},
	"since %s": {
		"depuis le %s",
		"seit %s",
	},
	"the life cycle": {
		"le cycle de vie",
		"den Lebenszyklus",
	},
	"the relationship": {
		"la relation",
		"die Beziehung",
	},
	"the tier": {
		"le niveau",
		"die Stufe",
	},
}
