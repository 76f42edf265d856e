package web

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/collab"
	"gatehouse/internal/fault"
)

// maxAnswers bounds what answers to findings may hold, in bytes: files and text.
const maxAnswers = collab.MaxAtOnce + 1<<20

// fileView is a file with which a recipient shows what it says.
type fileView struct {
	GUID, Name, Href string
	Size             phrase
	Who              string
	At               time.Time
	CanRemove        bool
}

// showFindings adds the findings of a request, and the fields to answer them.
func (c *Web) showFindings(r *http.Request, by actor.Actor, guid string, v *letterView) error {
	shared, err := c.Requests.Shared(r.Context(), by, collab.Requestee, guid)
	if err != nil {
		return err
	}
	files, err := c.Files.List(r.Context(), by, collab.Requestee, guid, "")
	if err != nil {
		return err
	}
	v.Findings = findingViews(shared, true)
	for i := range v.Findings {
		f := &v.Findings[i]
		f.attach(files, v.Base, v.Open, func(file *collab.File) bool { return file.IsMine(collab.Requestee, by) })
		if v.Open {
			f.ask(r, &shared[i])
		}
	}
	return nil
}

// attach adds the files of the finding.
func (v *findingView) attach(files []collab.File, base string, open bool, mine func(*collab.File) bool) {
	for i := range files {
		if f := &files[i]; f.FindingID == v.ID {
			v.Files = append(v.Files, fileView{
				GUID: f.GUID, Name: f.Name, Href: base + "/files/" + f.GUID, Size: say("%d kB", (f.Size+999)/1000), Who: f.AuthorName, At: f.CreatedAt,
				CanRemove: open && mine(f),
			})
		}
	}
}

// ask adds the fields by which a finding is answered, with what was typed.
func (v *findingView) ask(r *http.Request, f *collab.SharedFinding) {
	n := "-" + v.Number
	v.Version, v.Tag = f.Version, answerTag(string(f.Remediation), f.Comment)
	v.Status = field{ID: "status" + n, Name: "status" + n, Label: say("It is"), Short: say("%s, state", v.Title)}
	v.Said = field{
		ID: "comment" + n, Name: "comment" + n, Label: say("Comment"), Short: say("%s, comment", v.Title), Rows: 3, MaxLength: 5000, Value: f.Comment, Autocomplete: "off",
	}
	v.File = field{
		ID: "file" + n, Name: "file" + n, Label: say("Files"), Short: say("%s, files", v.Title), Type: "file",
		Hint: say("Up to %d, each up to %d MB: pictures, PDF, text, Office.", collab.MaxFiles, collab.MaxFile>>20),
	}
	v.Room = collab.MaxFiles > len(v.Files)
	if v.Comment != nil {
		v.By = say("Last said by %s, %s", v.Comment.Who, moment(v.Comment.At))
		v.Comment = nil
	}
	if r.PostFormValue("id"+n) != v.ID {
		return
	}
	v.Said.Value = r.PostFormValue("comment" + n)
	v.Tag = r.PostFormValue("tag" + n) // it is still what was changed that is to be saved
	for i := range v.Statuses {
		v.Statuses[i].Chosen = v.Statuses[i].Value == r.PostFormValue("status"+n)
	}
}

// Accepts are the endings of the files that may be chosen.
func (v findingView) Accepts() string { return strings.Join(collab.FileEndings, ",") }

// answerTag tells one answer from any other, however its lines end.
func answerTag(status, comment string) string {
	sum := sha256.Sum256([]byte(status + "\n" + strings.TrimSpace(strings.ReplaceAll(comment, "\r\n", "\n"))))
	return hex.EncodeToString(sum[:8])
}

// answerFindings takes what the recipient says of the findings, of one or of all:
// what was left as it is stays so, whoever changed it meanwhile.
func (c *Web) answerFindings(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	guid := strings.ToLower(r.PathValue("guid"))
	said, err := readAnswers(r)
	if err == nil {
		_, err = c.Files.Answer(r.Context(), by, guid, said)
	}
	if f := formFault(err, fault.Conflict, fault.Exhausted, fault.TooLarge, fault.TooMany); err != nil && f != nil {
		return c.showLetter(w, r, by, refusalStatus(f), f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/inbox/"+guid+"?done=remediation")
}

// mostAnswers is how many findings a request shares at most.
const mostAnswers = 10

// readAnswers reads what was changed in the form.
func readAnswers(r *http.Request) (all []collab.FindingAnswer, err error) {
	for i := 1; i <= mostAnswers; i++ {
		n := "-" + strconv.Itoa(i)
		a := collab.FindingAnswer{ID: r.PostFormValue("id" + n), Number: n}
		if a.ID == "" {
			continue
		}
		if a.Files, err = sentFiles(r, "file"+n); err != nil {
			return nil, err
		}
		status, comment := r.PostFormValue("status"+n), r.PostFormValue("comment"+n)
		if answerTag(status, comment) != r.PostFormValue("tag"+n) {
			a.Status, a.Comment = new(collab.RemediationStatus(status)), &comment
			a.Version, _ = strconv.ParseInt(r.PostFormValue("version"+n), 10, 64) // 0 asks for none
		}
		if a.Status != nil || len(a.Files) > 0 {
			all = append(all, a)
		}
	}
	return all, nil
}

// sentFiles reads the files of one field. Of more than a finding takes one is read: it is refused.
func sentFiles(r *http.Request, name string) (all []collab.FileDraft, err error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	for i, header := range r.MultipartForm.File[name] {
		if i > collab.MaxFiles {
			break
		}
		if !isText(header.Filename) {
			return nil, fault.Field(name, "has a name that is not text")
		}
		file, err := header.Open()
		if err != nil {
			return nil, err
		}
		body := make([]byte, header.Size)
		_, err = io.ReadFull(file, body)
		file.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, collab.FileDraft{Name: header.Filename, Body: body})
	}
	return all, nil
}
