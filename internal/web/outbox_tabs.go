package web

import (
	"net/url"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
)

// outboxTabs are the saved views above the ledger.
type outboxTabs struct {
	All    []outboxTab
	More   []outboxTab // behind a menu
	Save   string      // the address of the page that saves the present filters
	Update string      // where the view that is open takes the present filters; "" if it has them
	Name   string      // of the view that is open
	Query  string
}

// outboxTab leads to a saved view.
type outboxTab struct {
	Name    phrase
	Owner   string // "" is the reader
	Href    string
	Current bool
}

// mostTabs is how many views stand side by side.
const mostTabs = 6

// tabs are the views of a reader, with the one that is open marked.
func tabs(by actor.Actor, f outboxAsk, saved []collab.View) outboxTabs {
	now := f.kept()
	t := outboxTabs{Query: now, Save: "/outbox/views"}
	if now != "" {
		t.Save += "?" + url.Values{"query": {now}}.Encode()
	}
	open := false
	for _, v := range saved {
		tab := outboxTab{Name: plain(v.Name), Href: viewHref(&v), Current: v.GUID == f.view}
		if !v.IsOf(by) {
			tab.Owner = v.Owner
		}
		if tab.Current {
			open, t.Name = true, v.Name
			if v.IsOf(by) && v.Query != now && (!v.IsShared || by.Has(actor.RequestsRW)) {
				t.Update = "/outbox/views/" + v.GUID
			}
		}
		if len(t.All) < mostTabs || tab.Current {
			t.All = append(t.All, tab)
		} else {
			t.More = append(t.More, tab)
		}
	}
	t.All = append([]outboxTab{{Name: say("Everything"), Href: "/outbox", Current: !open && now == ""}}, t.All...)
	return t
}

// viewHref is the address of a view: its filters, and that it is this view.
func viewHref(v *collab.View) string {
	if v.Query == "" {
		return "/outbox?view=" + v.GUID
	}
	return "/outbox?" + v.Query + "&view=" + v.GUID
}
