package api

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"slices"

	"gatehouse/internal/fault"
)

// csvTypes are the media types under which programs send CSV: browsers on
// Windows name the spreadsheet, curl a form.
var csvTypes = []string{
	"", "text/csv", "application/csv", "text/plain", "text/tab-separated-values", "application/vnd.ms-excel",
	"application/octet-stream", "application/x-www-form-urlencoded",
}

// File keeps the CSV file of a call, the whole body or the part "file" of a
// multipart one, until done is called. It is on disk, because it may be large
// and is read more than once, and whole, because nothing may wait in the middle
// of its work for whoever sends it.
func File(w http.ResponseWriter, r *http.Request, most int64) (file io.ReadSeeker, done func(), err error) {
	sent := r.Header.Get("Content-Type")
	kind, params, err := mime.ParseMediaType(sent)
	if err != nil && sent != "" {
		kind = sent
	}
	body := io.Reader(http.MaxBytesReader(w, r.Body, most))
	switch {
	case kind == "multipart/form-data":
		if body, err = formPart(body, params["boundary"], "file", most); err != nil {
			return nil, nil, err
		}
	case !slices.Contains(csvTypes, kind):
		return nil, nil, fault.New(fault.Unsupported, "Unsupported media type %q in request. Send text/csv, or multipart/form-data with a file.", sent)
	}
	temp, err := os.CreateTemp("", "gatehouse-file-*")
	if err != nil {
		return nil, nil, err
	}
	if err := os.Remove(temp.Name()); err != nil { // by its name a server that is killed would leave it behind
		return nil, nil, errors.Join(err, temp.Close())
	}
	done = func() { temp.Close() }
	if _, err := io.Copy(temp, body); err != nil {
		done()
		return nil, nil, Unreadable(err, most)
	}
	return temp, done, nil
}

// AnyFile reads a file of any kind and its name: the whole body, of no type or that
// of bytes, and named by the parameter "name", or the part "file" of a multipart one.
func AnyFile(w http.ResponseWriter, r *http.Request, most int64) (name string, content []byte, err error) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	body, name := io.Reader(http.MaxBytesReader(w, r.Body, most+64<<10)), r.URL.Query().Get("name")
	if err == nil && kind == "multipart/form-data" {
		part, err := formPart(body, params["boundary"], "file", most)
		if err != nil {
			return "", nil, err
		}
		if p, ok := part.(*multipart.Part); ok && name == "" {
			name = p.FileName()
		}
		body = part
	} else if sent := r.Header.Get("Content-Type"); sent != "" && kind != "application/octet-stream" {
		return "", nil, fault.New(fault.Unsupported, "Unsupported media type %q in request. Send application/octet-stream, or multipart/form-data with a file.", sent)
	}
	if content, err = io.ReadAll(io.LimitReader(body, most+1)); err != nil {
		return "", nil, Unreadable(err, most)
	}
	if int64(len(content)) > most {
		return "", nil, fault.New(fault.TooLarge, "The body is larger than %d MiB.", most>>20)
	}
	if name == "" {
		return "", nil, fault.Field("name", "This field is required.")
	}
	return name, content, nil
}

func formPart(body io.Reader, boundary, name string, most int64) (io.Reader, error) {
	if boundary == "" {
		return nil, fault.New(fault.Invalid, "Multipart form parse error - no boundary.")
	}
	for parts := multipart.NewReader(body, boundary); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, fault.Field(name, "This field is required.")
		}
		if err != nil {
			return nil, Unreadable(err, most)
		}
		if part.FormName() == name {
			return part, nil
		}
	}
}

// Unreadable says why a body ended early. That a disk is full is our failure.
func Unreadable(err error, most int64) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.New(fault.TooLarge, "The body is larger than %d MiB.", most>>20)
	}
	if _, ok := errors.AsType[*os.PathError](err); ok {
		return err
	}
	return fault.New(fault.Invalid, "The body could not be read to its end.")
}
