package phrases

// request is the page of one access request.
var request = area{}
