package api

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"go.yaml.in/yaml/v4"

	"gatehouse/internal/actor"
)

//go:embed openapi.yaml
var openapi []byte

// Description is the description of both families in the two forms that it is
// served in.
type Description struct {
	YAML []byte
	JSON []byte // in the order of the YAML
}

// Describe returns the description of this version of the program.
func Describe(version string) *Description {
	text := bytes.Replace(openapi, []byte("\n  version: '0'\n"), []byte("\n  version: '"+version+"'\n"), 1)
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		panic(err) // embedded: it can be read or the build is broken
	}
	conventions(&doc)
	var whole, out bytes.Buffer
	enc := yaml.NewEncoder(&whole)
	enc.SetIndent(2)
	if err := errors.Join(enc.Encode(&doc), enc.Close()); err != nil {
		panic(err)
	}
	if err := writeJSON(&out, &doc); err != nil {
		panic(err)
	}
	return &Description{YAML: whole.Bytes(), JSON: out.Bytes()}
}

// writeJSON writes a node of YAML as JSON, the keys of objects in their order.
func writeJSON(out *bytes.Buffer, n *yaml.Node) error {
	switch n.Kind {
	case yaml.DocumentNode:
		return writeJSON(out, n.Content[0])
	case yaml.MappingNode:
		for i := 0; i < len(n.Content); i += 2 {
			out.WriteByte("{,"[min(i, 1)])
			key, err := json.Marshal(n.Content[i].Value)
			if err != nil {
				return err
			}
			out.Write(append(key, ':'))
			if err := writeJSON(out, n.Content[i+1]); err != nil {
				return err
			}
		}
		out.WriteString("{}"[min(len(n.Content), 1):])
		return nil
	case yaml.SequenceNode:
		for i, item := range n.Content {
			out.WriteByte("[,"[min(i, 1)])
			if err := writeJSON(out, item); err != nil {
				return err
			}
		}
		out.WriteString("[]"[min(len(n.Content), 1):])
		return nil
	default:
		var v any
		if err := n.Decode(&v); err != nil {
			return err
		}
		text, err := json.Marshal(v)
		out.Write(text)
		return err
	}
}

// Documents serves the description to everybody, scripts of other sites included:
// it says nothing about who uses this server. It is made when somebody asks for
// it. Other calls go on to next.
func Documents(describe func() *Description, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/openapi.json" && reads(r):
			actor.Reached(r.Context(), r.URL.Path)
			document("application/json", describe().JSON).ServeHTTP(w, r)
		case r.URL.Path == "/openapi.yaml" && reads(r):
			actor.Reached(r.Context(), r.URL.Path)
			document("application/yaml", describe().YAML).ServeHTTP(w, r)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func document(kind string, text []byte) http.Handler {
	sum := sha256.Sum256(text)
	etag := `"` + hex.EncodeToString(sum[:12]) + `"`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", kind)
		h.Set("Cache-Control", "public, no-cache")
		h.Set("ETag", etag)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Access-Control-Allow-Origin", "*")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
	})
}
