package collab

import (
	"archive/zip"
	"bytes"
	"mime"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
)

// File shows what a recipient says of a finding: a picture, a report, the output
// of a program.
type File struct {
	CustomerID  int64 // of the request: the sender's
	RequestGUID string
	GUID        string
	FindingID   string
	Name        string
	Type        string // of media
	Size        int64  // bytes
	Hash        string // SHA-256 of what is in it, in hex
	AuthorGUID  string
	AuthorName  string // as the sender knows them
	CreatedAt   time.Time
}

const fileColumns = `customer_id, request_guid, guid, finding_id, name, media_type, size, hash, author_guid, author_name, created_at`

func (f *File) fields() []any {
	return []any{
		&f.CustomerID, &f.RequestGUID, &f.GUID, &f.FindingID, &f.Name, &f.Type, &f.Size, &f.Hash, &f.AuthorGUID, &f.AuthorName, &f.CreatedAt,
	}
}

// IsMine reports whether by gave the file, on the recipient's side.
func (f *File) IsMine(side Side, by actor.Actor) bool {
	return side == Requestee && f.AuthorGUID == by.UserGUID
}

// The bounds of files.
const (
	MaxFile          = 10 << 20 // bytes of one
	MaxFiles         = 5        // of a finding
	maxFileBytes     = 50 << 20 // of a request
	maxCustomerBytes = 2 << 30  // of a customer: a guest must not fill the disk
	maxFileName      = 120      // letters
)

// FileDraft is a file that is handed in.
type FileDraft struct {
	Name string
	Body []byte
}

// fileKinds are what is taken, by the ending of the name: what shows something and
// cannot do anything where it is opened. Pages, pictures that are programs (SVG),
// archives and documents with macros are not.
var fileKinds = map[string]struct {
	kind string
	is   func([]byte) bool
}{
	".pdf":  {"application/pdf", begins("%PDF-")},
	".png":  {"image/png", begins("\x89PNG\r\n\x1a\n")},
	".jpg":  {"image/jpeg", begins("\xff\xd8\xff")},
	".jpeg": {"image/jpeg", begins("\xff\xd8\xff")},
	".gif":  {"image/gif", begins("GIF8")},
	".webp": {"image/webp", func(b []byte) bool { return begins("RIFF")(b) && len(b) > 12 && string(b[8:12]) == "WEBP" }},
	".txt":  {plainText, isPlain},
	".log":  {plainText, isPlain},
	".md":   {plainText, isPlain},
	".csv":  {"text/csv; charset=utf-8", isPlain},
	".json": {"application/json", isPlain},
	".docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", isOffice("word/")},
	".xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", isOffice("xl/")},
	".pptx": {"application/vnd.openxmlformats-officedocument.presentationml.presentation", isOffice("ppt/")},
}

const plainText = "text/plain; charset=utf-8"

// FileEndings are the endings of names that are taken, for those who ask for files.
var FileEndings = []string{".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".txt", ".log", ".md", ".csv", ".json", ".docx", ".xlsx", ".pptx"}

func begins(with string) func([]byte) bool {
	return func(b []byte) bool { return bytes.HasPrefix(b, []byte(with)) }
}

func isPlain(b []byte) bool { return utf8.Valid(b) && !bytes.ContainsRune(b, 0) }

// mostParts bounds what is looked at of an office document.
const mostParts = 5000

// isOffice reports whether a body is an office document that has its parts in a
// folder, and no macros.
func isOffice(folder string) func([]byte) bool {
	return func(b []byte) bool {
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil || len(z.File) > mostParts {
			return false
		}
		var has bool
		for _, f := range z.File {
			name := strings.ToLower(f.Name)
			if strings.HasSuffix(name, ".bin") { // macros, and programs of old
				return false
			}
			has = has || strings.HasPrefix(name, folder)
		}
		return has && slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "[Content_Types].xml" })
	}
}

// check cleans the name, and returns the media type of what was looked into.
func (d *FileDraft) check() (kind string, err error) {
	d.Name = cleanFileName(d.Name)
	known, ok := fileKinds[strings.ToLower(filepath.Ext(d.Name))]
	switch {
	case len(d.Body) == 0:
		return "", fault.Field("file", "“%s” is empty.", d.Name)
	case len(d.Body) > MaxFile:
		return "", fault.Field("file", "“%s” is larger than %d MB.", d.Name, MaxFile>>20)
	case !ok:
		return "", fault.Field("file", "“%s” is of a kind that is not taken. These are: %s.", d.Name, strings.Join(FileEndings, ", "))
	case !known.is(d.Body):
		return "", fault.Field("file", "“%s” is not what its name says.", d.Name)
	}
	return known.kind, nil
}

// Disposition is the header by which browsers save a file under its name and show
// it nowhere.
func (f *File) Disposition() string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": f.Name})
}

// cleanFileName keeps of a name what every system takes, nobody misreads and no
// header or path can be made of.
func cleanFileName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp): // also what turns the direction of writing round
			return -1
		case strings.ContainsRune(`<>:"/|?*`, r), r == utf8.RuneError:
			return '_'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, name)
	ending := filepath.Ext(name)
	stem := []rune(strings.Trim(strings.TrimSuffix(name, ending), " ."))
	if len(stem) > maxFileName {
		stem = stem[:maxFileName]
	}
	if len(stem) == 0 {
		stem = []rune("file")
	}
	if len(ending) > maxFileName {
		ending = ""
	}
	return string(stem) + strings.TrimRight(ending, " ")
}
