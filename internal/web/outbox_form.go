package web

import (
	"slices"
	"strconv"
	"strings"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/portfolio"
)

// outboxForm is the form of the filters: some always in view, the rest behind
// "More filters". It is sent with GET, and needs no script.
type outboxForm struct {
	Query               string
	Reason, Sender      filterList
	Status, Folder      filterList
	Tier, Group         filterList
	NotSender, Vector   filterList
	Start, End          field
	Company, Requester  field
	Order, Size         filterList
	AsksRequester, Open bool // by e-mail; that more is unfolded
	Kept                []hidden
}

// filterList is a list to choose one of. Several values that came with the address
// are one more.
type filterList struct {
	Name    string
	Label   phrase
	Options []option
}

// newOutboxForm shows the filters of an address.
func newOutboxForm(by actor.Actor, f outboxAsk, c collab.Choices, names map[string]string) outboxForm {
	statusOptions := []option{{"Pending,Active", say("Open: pending or active"), false}}
	for _, s := range collab.Statuses {
		statusOptions = append(statusOptions, option{string(s.Status), statuses[s.Status], false})
	}
	var reasonOptions, vectorOptions []option
	for _, r := range collab.Reasons {
		reasonOptions = append(reasonOptions, option{string(r), reasons[r], false})
	}
	for _, v := range portfolio.Vectors {
		vectorOptions = append(vectorOptions, option{v, sayVector(v), false})
	}
	senders := append([]option{{by.UserGUID, say("Me"), false}}, options(c.Requesters, by.UserGUID)...)
	v := outboxForm{
		Query:     f.query,
		Reason:    f.choice(byReason, say("Reason"), say("Any reason"), reasonOptions, names),
		Sender:    f.choice(bySender, say("Sent by"), say("Anybody"), senders, names),
		Status:    f.choice(byStatus, say("Status"), say("Any status"), statusOptions, names),
		Folder:    f.choice(byFolder, say("Folder"), say("Any folder"), options(c.Folders, ""), names),
		Tier:      f.choice(byTier, say("Tier"), say("Any tier"), options(c.Tiers, ""), names),
		Group:     f.choice(byGroup, say("Access group of the sender"), say("Any group"), options(c.Groups, ""), names),
		NotSender: f.choice(byNotSender, say("Not sent by"), say("Nobody"), senders, names),
		Vector:    f.choice(byVector, say("Risk vector"), say("Any risk vector"), vectorOptions, names),
		Start:     field{ID: byStart, Name: byStart, Type: "date", Value: f.start, Label: say("Created on or after")},
		End:       field{ID: byEnd, Name: byEnd, Type: "date", Value: f.end, Label: say("Created before")},
		Company: field{
			ID: "company", Name: "company", Type: "search", Label: say("Company"), Placeholder: say("Part of its name or domain"), Autocomplete: "off", MaxLength: longQuery,
		},
		Order: f.orders(), Size: f.sizes(),
	}
	v.AsksRequester = len(c.Requesters) >= collab.MostChoices
	if v.AsksRequester {
		v.Requester = field{ID: "requester", Name: "requester", Type: "email", Label: say("Sent by, e-mail address"), Autocomplete: "off", MaxLength: 254}
	}
	// A company is kept where its field stays empty.
	v.Kept = f.besides(byQuery, byReason, bySender, byStatus, byFolder, byTier, byGroup, byNotSender, byVector, byStart, byEnd, "sort", "limit")
	for _, name := range []string{byStatus, byFolder, byTier, byGroup, byNotSender, byVector} {
		v.Open = v.Open || len(f.lists[name]) > 0 && name != byStatus
	}
	v.Open = v.Open || f.start != "" || f.end != ""
	return v
}

func options(all []collab.Named, but string) []option {
	var list []option
	for _, n := range all {
		if n.GUID != but {
			list = append(list, option{n.GUID, plain(n.Name), false})
		}
	}
	return list
}

// choice makes a list of one filter: any, what there is, and what was asked for
// if that is something else.
func (f outboxAsk) choice(name string, label, everything phrase, all []option, names map[string]string) filterList {
	now := strings.Join(f.lists[name], ",")
	list := append([]option{{"", everything, now == ""}}, all...)
	chosen := now == ""
	for i := range list {
		if list[i].Value != "" && strings.EqualFold(list[i].Value, now) {
			list[i].Chosen, chosen = true, true
		}
	}
	if !chosen {
		list = append(list, option{now, f.said(name, names), true})
	}
	return filterList{name, label, list}
}

// orders are the ways in which the list can be sorted: for those who see no
// heads of columns.
func (f outboxAsk) orders() filterList {
	words := map[string][2]phrase{
		"created_time":           {say("Created, oldest first"), say("Created, newest first")},
		"email_sent_date":        {say("Sent, oldest first"), say("Sent, newest first")},
		"status":                 {say("Status, A to Z"), say("Status, Z to A")},
		"requestee_company_name": {say("Company, A to Z"), say("Company, Z to A")},
		"requestee_email":        {say("E-mail, A to Z"), say("E-mail, Z to A")},
	}
	list := []option{{"", words["created_time"][1], f.sort == ""}}
	for _, name := range collab.SortNames {
		list = append(list, option{name, words[name][0], f.sort == name})
		if down := "-" + name; down != newestFirst {
			list = append(list, option{down, words[name][1], f.sort == down})
		}
	}
	return filterList{"sort", say("Order"), list}
}

func (f outboxAsk) sizes() filterList {
	sizes := pageSizes
	if !slices.Contains(sizes, f.limit) {
		sizes = append([]int{f.limit}, sizes...)
	}
	var list []option
	for _, n := range sizes {
		value := strconv.Itoa(n)
		if n == pageSize {
			value = ""
		}
		list = append(list, option{value, count(int64(n), "%d row", "%d rows"), n == f.limit})
	}
	return filterList{"limit", say("On a page"), list}
}

// filterChip is a filter that is on, and leads to the list without it.
type filterChip struct {
	Name, Value phrase
	Without     string
}

// chipNames are what the filters are called on chips.
var chipNames = map[string]phrase{
	byStatus: say("Status"), byReason: say("Reason"), byCompany: say("Company"), byFolder: say("Folder"), byTier: say("Tier"),
	byGroup: say("Access group"), bySender: say("Sent by"), byNotSender: say("Not sent by"), byVector: say("Risk vector"),
}

// chips are the filters that are on.
func (f outboxAsk) chips(names map[string]string) []filterChip {
	var all []filterChip
	if f.query != "" {
		without := f.from("")
		without.query = ""
		all = append(all, filterChip{say("Search"), plain(f.query), without.href()})
	}
	for _, name := range lists {
		if len(f.lists[name]) > 0 {
			all = append(all, filterChip{chipNames[name], f.said(name, names), f.with(name).href()})
		}
	}
	for _, date := range []struct {
		name phrase
		text string
		off  func(*outboxAsk)
	}{
		{say("Created on or after"), f.start, func(f *outboxAsk) { f.start = "" }},
		{say("Created before"), f.end, func(f *outboxAsk) { f.end = "" }},
	} {
		if date.text != "" {
			without := f.from("")
			date.off(&without)
			all = append(all, filterChip{date.name, sayDay(&date.text), without.href()})
		}
	}
	return all
}

// mostNamed is how many values of a filter are told one by one.
const mostNamed = 4

// said tells the values of a filter by their names, where the reader may know
// them.
func (f outboxAsk) said(name string, names map[string]string) phrase {
	values := f.lists[name]
	var told []phrase
	for _, v := range values[:min(len(values), mostNamed)] {
		told = append(told, f.saidOne(name, v, names))
	}
	if more := int64(len(values) - mostNamed); more > 0 {
		told = append(told, count(more, "%d more", "%d more"))
	}
	return listed(told...)
}

func (f outboxAsk) saidOne(name, value string, names map[string]string) phrase {
	switch name {
	case byStatus:
		s, _ := collab.ParseStatus(value)
		return or(statuses[s], plain(value))
	case byReason:
		return or(reasons[collab.Reason(value)], plain(value))
	case byVector:
		return sayVector(value)
	case byGroup:
		return or(plain(names[value]), plain(value))
	case byCompany:
		return or(plain(names[value]), say("a company"))
	case byFolder:
		return or(plain(names[value]), say("a folder"))
	case byTier:
		return or(plain(names[value]), say("a tier"))
	default:
		return or(plain(names[value]), say("somebody"))
	}
}
