package phrase

// Catalogues are the translations by language.
var Catalogues = map[string]map[string]string{"fr": french, "de": german}
