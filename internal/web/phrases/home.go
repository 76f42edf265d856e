package phrases

// home is the first page, the search and the help.
var home = area{}
