package web

import (
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// verdict is what a script shows beside a field while somebody types into it.
type verdict struct {
	OK   bool   `json:"ok"`
	Text string `json:"text"`
	Href string `json:"href,omitempty"` // of the request that is there already
	Link string `json:"link,omitempty"` // what the link to it says
}

// checkAddresses says of the addresses of a form what its sending would say.
func (c *Web) checkAddresses(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	q := r.URL.Query()
	found, err := c.Requests.CheckAddresses(r.Context(), by, q.Get("company"), q.Get("email"), collab.ParseCopies(q.Get("ccs")))
	if err != nil {
		return err
	}
	t := tellers[languageOf(r)]
	answer := map[string]verdict{"requestee_email": t.judge(found.Email, "requestee_email"), "ccs": t.judge(found.CCs, "ccs")}
	if found.Known != "" {
		e := answer["requestee_email"]
		e.Href, e.Link = "/outbox/"+found.Known, t.tell(say("Look at it"))
		answer["requestee_email"] = e
	}
	return sendJSON(w, answer)
}

func (t *teller) judge(err error, name string) verdict {
	if err == nil {
		return verdict{OK: true, Text: t.tell(say("An invitation can go there."))}
	}
	f := fault.Of(err)
	if _, ok := f.Fields[name]; !ok {
		name = ""
	}
	return verdict{Text: t.tell(sentence(failure(f, name)))}
}
