package phrases

// idps is the pages of identity providers.
var idps = area{}
