package tour

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// letter is what an invitation brought by mail to whom it is for.
type letter struct{ link, code string }

// asked is what the tour has to know of a request of the outbox.
type asked struct {
	GUID     string `json:"guid"`
	Message  string `json:"message"`
	CanSend  bool   `json:"can_resend_email"`
	Findings int64  `json:"shared_observations_count"`
}

// invite sends an invitation of the demo again, one that shares findings, and
// returns its mail: those that the demo was made with have no link.
func (h house) invite(ctx context.Context) (letter, error) {
	text, err := h.call(ctx, http.MethodGet, "/ratings/v1/access-requests?status=Pending,Never&reason=remediation&limit=500")
	if err != nil {
		return letter{}, err
	}
	var all []asked
	if err := json.Unmarshal(text, &all); err != nil {
		return letter{}, err
	}
	for _, r := range all {
		if !r.CanSend || r.Findings < 2 || r.Message == "" {
			continue
		}
		if _, err := h.call(ctx, http.MethodPost, "/ratings/v1/access-requests/"+url.PathEscape(r.GUID)+"/resend"); err != nil {
			return letter{}, err
		}
		return h.arrival(ctx)
	}
	return letter{}, errors.New("no invitation of the demo can be sent again")
}

// call calls the API as the administrator.
func (h house) call(ctx context.Context, method, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, h.Address+path, nil)
	if err != nil {
		return nil, err
	}
	r.SetBasicAuth(h.Token, "")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode >= 300 {
		err = fmt.Errorf("%s %s: %s: %s", method, path, resp.Status, text)
	}
	return text, err
}

// links are an invitation's, and codes stand beside them.
var (
	links = regexp.MustCompile(`https?://\S+(/invitations/\S+)`)
	codes = regexp.MustCompile(`(?m)\b(\d{6})\r?$`)
)

// arrival waits for the first mail with an invitation in the demo's folder.
func (h house) arrival(ctx context.Context) (letter, error) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	for {
		files, err := filepath.Glob(filepath.Join(h.work, "data", "mails", "*.eml"))
		if err != nil {
			return letter{}, err
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				return letter{}, err
			}
			text, err := plainPart(raw)
			if err != nil {
				return letter{}, fmt.Errorf("%s: %w", filepath.Base(file), err)
			}
			if link, code := links.FindStringSubmatch(text), codes.FindStringSubmatch(text); link != nil && code != nil {
				return letter{link[1], code[1]}, nil
			}
		}
		select {
		case <-ctx.Done():
			return letter{}, fmt.Errorf("wait for an invitation's mail: %w", ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// plainPart is the text of a mail with parts.
func plainPart(raw []byte) (string, error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return "", err
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return "", err
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err != nil {
			return "", err
		}
		if !strings.HasPrefix(p.Header.Get("Content-Type"), "text/plain") {
			continue
		}
		var r io.Reader = p
		if strings.EqualFold(p.Header.Get("Content-Transfer-Encoding"), "quoted-printable") {
			r = quotedprintable.NewReader(p)
		}
		text, err := io.ReadAll(r)
		return string(text), err
	}
}
