package phrases

// invite is the pages on which companies are invited.
var invite = area{}
