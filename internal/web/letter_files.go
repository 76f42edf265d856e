package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// filePolicy lets a file that a browser shows all the same do nothing at all.
const filePolicy = "default-src 'none'; sandbox"

// sendFile lets one side of a request save a file that the recipient handed in.
// Nothing of it is ever shown as a page: it comes from outside.
func (c *Web) sendFile(side collab.Side) memberHandler {
	few := newHands(savedAtOnce)
	return func(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
		if !few.take(by.UserGUID) {
			return fault.Wait(fault.TooMany, time.Second, "You are saving %d files already. Wait until one of them is done.", savedAtOnce)
		}
		defer few.free(by.UserGUID)
		f, err := c.Files.One(r.Context(), by, side, strings.ToLower(r.PathValue("guid")), "", strings.ToLower(r.PathValue("file")))
		if err != nil {
			return err
		}
		body, err := c.Files.Body(r.Context(), &f)
		if err != nil {
			return err
		}
		h := w.Header()
		h.Set("Content-Type", f.Type)
		h.Set("Content-Disposition", f.Disposition())
		h.Set("Content-Security-Policy", filePolicy)
		h.Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body) // whoever asked may have gone
		return nil
	}
}

// removeFile takes a file back.
func (c *Web) removeFile(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := strings.ToLower(r.PathValue("guid"))
	err := c.Files.Remove(r.Context(), by, guid, "", strings.ToLower(r.PostFormValue("file")))
	if fault.Is(err, fault.Conflict) {
		f := fault.Of(err)
		return c.showLetter(w, r, by, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/inbox/"+guid+"?done=taken-back")
}
