package main

import (
	"strings"
	"unicode"
)

// spelled are words that Go spells in a way of its own.
var spelled = map[string]string{
	"api": "API", "ccs": "CCs", "csp": "CSP", "csv": "CSV", "db": "DB", "dkim": "DKIM", "dmarc": "DMARC", "dns": "DNS", "dnssec": "DNSSEC",
	"eva": "EVA", "fa": "FA", "guid": "GUID", "guids": "GUIDs", "id": "ID", "ids": "IDs", "idp": "IdP", "idps": "IdPs", "ip": "IP", "ips": "IPs",
	"ipv4": "IPv4", "mfa": "MFA", "nist": "NIST", "oidc": "OIDC", "saml": "SAML", "requesterid": "RequesterID", "scim": "SCIM", "spf": "SPF", "spm": "SPM", "ssl": "SSL",
	"sso": "SSO", "tos": "TOS", "tprm": "TPRM", "ui": "UI", "uri": "URI", "url": "URL", "urls": "URLs", "uuid": "UUID", "v1": "V1", "v2": "V2", "v4": "V4",
	"xlsx": "XLSX", "xml": "XML", "json": "JSON",
}

// exported makes an exported name of one in any of the description's forms.
func exported(name string) string {
	var b strings.Builder
	for _, word := range parts(name) {
		if s, ok := spelled[strings.ToLower(word)]; ok {
			b.WriteString(s)
		} else {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// parts splits a name at what is no letter or digit, and before capitals that
// follow a small letter.
func parts(name string) []string {
	var all []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			all = append(all, string(word))
		}
		word = nil
	}
	for _, r := range strings.ReplaceAll(name, "IdP", "Idp") {
		switch {
		case r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end()
			continue
		case unicode.IsUpper(r) && len(word) > 0 && !unicode.IsUpper(word[len(word)-1]):
			end()
		}
		word = append(word, r)
	}
	end()
	return all
}

// unexported makes the name of an argument.
func unexported(name string) string {
	var b strings.Builder
	for i, word := range parts(name) {
		if i == 0 {
			b.WriteString(strings.ToLower(word))
		} else {
			b.WriteString(exported(word))
		}
	}
	switch s := b.String(); s {
	case "type", "range", "map", "func", "options", "params", "body", "format":
		return s + "Of"
	default:
		return s
	}
}

// singular names one of several.
func singular(name string) string {
	switch {
	case strings.HasSuffix(name, "ies"):
		return strings.TrimSuffix(name, "ies") + "y"
	case strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss"):
		return strings.TrimSuffix(name, "s")
	}
	return name + "Item"
}

func fileName(tag string) string {
	return strings.ToLower(strings.Join(strings.Fields(tag), "_")) + ".go"
}

// comment wraps text into lines of a comment.
func comment(indent, text string) string {
	const width = 96
	var b strings.Builder
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			b.WriteString(indent + "//\n")
		}
		line := ""
		for word := range strings.FieldsSeq(paragraph) {
			if line != "" && len(indent)+len(line)+len(word) > width {
				b.WriteString(indent + "//" + line + "\n")
				line = ""
			}
			line += " " + word
		}
		b.WriteString(indent + "//" + line + "\n")
	}
	return b.String()
}
