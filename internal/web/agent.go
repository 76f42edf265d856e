package web

import "strings"

// sign is a word by which a program is known.
type sign struct{ in, name string }

// What browsers and systems call themselves, the more particular first: most
// claim to be others, too.
var (
	browserNames = []sign{
		{"Edg", "Edge"},
		{"OPR/", "Opera"},
		{"SamsungBrowser/", "Samsung Internet"},
		{"FxiOS/", "Firefox"},
		{"Firefox/", "Firefox"},
		{"CriOS/", "Chrome"},
		{"Chromium/", "Chromium"},
		{"Chrome/", "Chrome"},
		{"Version/", "Safari"},
		{"curl/", "curl"},
		{"python-requests/", "Python"},
	}
	systemNames = []sign{
		{"iPhone", "iPhone"},
		{"iPad", "iPad"},
		{"Android", "Android"},
		{"CrOS", "ChromeOS"},
		{"Windows", "Windows"},
		{"Mac OS X", "macOS"},
		{"Linux", "Linux"},
	}
)

// device says in a few words what a browser claims to be. It is a help to
// recognise one's own, and proves nothing.
func device(agent string) phrase {
	browser, system := namedIn(agent, browserNames), namedIn(agent, systemNames)
	switch {
	case browser != "" && system != "":
		return say("%s on %s", browser, system)
	case browser+system != "":
		return plain(browser + system)
	default:
		return say("Unknown browser")
	}
}

func namedIn(agent string, names []sign) string {
	for _, n := range names {
		if strings.Contains(agent, n.in) {
			return n.name
		}
	}
	return ""
}
