package phrase

// metadata is why the metadata of an identity provider is not taken, or cannot be
// fetched.
var metadata = area{
	"cannot be fetched: %s": {
		"ne peut pas être récupéré\u00a0: %s",
		"lässt sich nicht abrufen: %s",
	},
	"cannot be used: it %s": {
		"ne peut pas être utilisé\u00a0: ce document %s",
		"kann nicht verwendet werden: Das Dokument %s",
	},
	"has a signing certificate that cannot be read": {
		"contient un certificat de signature illisible",
		"enthält ein Signaturzertifikat, das nicht lesbar ist",
	},
	"has a signing certificate that expired on %s": {
		"contient un certificat de signature qui a expiré le %s",
		"enthält ein Signaturzertifikat, das am %s abgelaufen ist",
	},
	"has more elements than the metadata of one IdP": {
		"compte plus d’éléments que les métadonnées d’un seul IdP",
		"hat mehr Elemente als die Metadaten eines einzigen IdP",
	},
	"it cannot be reached": {
		"elle est injoignable",
		"sie ist nicht erreichbar",
	},
	"it is no address": {
		"ce n’est pas une adresse",
		"das ist keine Adresse",
	},
	"it took too long to answer": {
		"la réponse s’est fait trop attendre",
		"die Antwort hat zu lange gedauert",
	},
	"its certificate is not trusted": {
		"son certificat n’est pas reconnu",
		"dem Zertifikat wird nicht vertraut",
	},
	"must be the metadata of one IdP: an EntityDescriptor of SAML 2.0": {
		"doit être les métadonnées d’un seul IdP\u00a0: un EntityDescriptor de SAML 2.0",
		"muss aus den Metadaten eines einzigen IdP bestehen: einem EntityDescriptor von SAML 2.0",
	},
	"must be well-formed XML in UTF-8": {
		"doit être du XML bien formé en UTF-8",
		"muss wohlgeformtes XML in UTF-8 sein",
	},
	"must have a signing certificate": {
		"doit contenir un certificat de signature",
		"muss ein Signaturzertifikat enthalten",
	},
	"must have a SingleSignOnService with the binding HTTP-Redirect or HTTP-POST": {
		"doit contenir un SingleSignOnService avec le binding HTTP-Redirect ou HTTP-POST",
		"muss einen SingleSignOnService mit dem Binding HTTP-Redirect oder HTTP-POST enthalten",
	},
	"must have an entityID of at most 1024 characters": {
		"doit contenir un entityID d’au plus 1024 caractères",
		"muss eine entityID mit höchstens 1024 Zeichen enthalten",
	},
	"must have an IDPSSODescriptor for SAML 2.0: is it the metadata of a service provider?": {
		"doit contenir un IDPSSODescriptor pour SAML 2.0\u00a0: s’agit-il des métadonnées d’un fournisseur de services\u00a0?",
		"muss einen IDPSSODescriptor für SAML 2.0 enthalten: Sind es die Metadaten eines Dienstanbieters?",
	},
	"must have https addresses for its SingleLogoutService": {
		"doit indiquer des adresses https pour son SingleLogoutService",
		"muss https-Adressen für seinen SingleLogoutService angeben",
	},
	"must have https addresses for its SingleSignOnService": {
		"doit indiquer des adresses https pour son SingleSignOnService",
		"muss https-Adressen für seinen SingleSignOnService angeben",
	},
	"must have no more than 10 signing certificates": {
		"ne doit pas contenir plus de 10 certificats de signature",
		"darf höchstens 10 Signaturzertifikate enthalten",
	},
	"must have no more than 256 kB": {
		"ne doit pas dépasser 256\u00a0ko",
		"darf höchstens 256 kB umfassen",
	},
	"must have signing certificates with RSA keys of at least 2048 bits": {
		"doit contenir des certificats de signature dont les clés RSA comptent au moins 2048 bits",
		"muss Signaturzertifikate mit RSA-Schlüsseln von mindestens 2048 Bit enthalten",
	},
	"must not have a document type": {
		"ne doit pas avoir de type de document",
		"darf keinen Dokumenttyp haben",
	},
	"must not have comments": {
		"ne doit pas contenir de commentaires",
		"darf keine Kommentare enthalten",
	},
	"must not have processing instructions": {
		"ne doit pas contenir d’instructions de traitement",
		"darf keine Verarbeitungsanweisungen enthalten",
	},
	"only https is fetched from": {
		"seules les adresses https sont consultées",
		"abgerufen wird nur von https-Adressen",
	},
	"the address leads into a network that nothing is fetched from": {
		"l’adresse mène à un réseau depuis lequel rien n’est récupéré",
		"die Adresse führt in ein Netz, aus dem nichts abgerufen wird",
	},
	"the address leads on too often": {
		"l’adresse renvoie trop de fois vers une autre",
		"die Adresse leitet zu oft weiter",
	},
	"the answer is too long": {
		"la réponse est trop longue",
		"die Antwort ist zu lang",
	},
	"the answer was %d": {
		"la réponse était %d",
		"die Antwort war %d",
	},
	"this program fetches nothing": {
		"ce programme ne récupère rien",
		"dieses Programm ruft nichts ab",
	},
	"was valid until %s: get newer metadata from the IdP": {
		"était valable jusqu’au %s\u00a0: demandez des métadonnées plus récentes à l’IdP",
		"war bis %s gültig: Besorgen Sie neuere Metadaten vom IdP",
	},
}
