package api

import (
	"context"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/fault/phrase"
)

// reader is who will read the answer to a call. It is not known before the call
// is authenticated, and a failure may come before or after that.
type reader struct{ language string }

type readerKey struct{}

func withReader(ctx context.Context) context.Context {
	return context.WithValue(ctx, readerKey{}, &reader{})
}

// note says who calls: the language is that of the access, else of the user.
func note(ctx context.Context, by actor.Actor) {
	if r, ok := ctx.Value(readerKey{}).(*reader); ok {
		r.language = by.Language
	}
}

// speak puts a failure into the language of who calls. Of a stranger it knows
// only what Accept-Language says.
func speak(w http.ResponseWriter, r *http.Request, f *fault.Error) *fault.Error {
	language := ""
	if known, ok := r.Context().Value(readerKey{}).(*reader); ok {
		language = known.language
	}
	if language == "" {
		language = phrase.Preferred(r.Header.Get("Accept-Language"))
	}
	w.Header().Set("Content-Language", language)
	Vary(w, "Accept-Language")
	return phrase.Tell(f, language)
}
