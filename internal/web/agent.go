package web

import "strings"

// What browsers and systems call themselves, the more particular first: most
// claim to be others, too.
var (
	browserNames = []option{
		{Value: "Edg", Name: "Edge"},
		{Value: "OPR/", Name: "Opera"},
		{Value: "SamsungBrowser/", Name: "Samsung Internet"},
		{Value: "FxiOS/", Name: "Firefox"},
		{Value: "Firefox/", Name: "Firefox"},
		{Value: "CriOS/", Name: "Chrome"},
		{Value: "Chromium/", Name: "Chromium"},
		{Value: "Chrome/", Name: "Chrome"},
		{Value: "Version/", Name: "Safari"},
		{Value: "curl/", Name: "curl"},
		{Value: "python-requests/", Name: "Python"},
	}
	systemNames = []option{
		{Value: "iPhone", Name: "iPhone"},
		{Value: "iPad", Name: "iPad"},
		{Value: "Android", Name: "Android"},
		{Value: "CrOS", Name: "ChromeOS"},
		{Value: "Windows", Name: "Windows"},
		{Value: "Mac OS X", Name: "macOS"},
		{Value: "Linux", Name: "Linux"},
	}
)

// device says in a few words what a browser claims to be. It is a help to
// recognise one's own, and proves nothing.
func device(agent string) string {
	browser, system := namedIn(agent, browserNames), namedIn(agent, systemNames)
	switch {
	case browser != "" && system != "":
		return browser + " on " + system
	case browser+system != "":
		return browser + system
	default:
		return "Unknown browser"
	}
}

func namedIn(agent string, names []option) string {
	for _, n := range names {
		if strings.Contains(agent, n.Value) {
			return n.Name
		}
	}
	return ""
}
