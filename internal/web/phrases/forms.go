package phrases

// forms is the pages of registration forms.
var forms = area{}
