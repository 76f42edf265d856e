package phrases

// threshold is the pages that one meets once: signing in, links in mails, the public form.
var threshold = area{}
