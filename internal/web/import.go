package web

import (
	"embed"
	"net/http"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
)

const (
	importPath = portfolioPath + "/import"

	maxImport = portfolio.MaxFile + 64<<10 // with what is around the file
)

//go:embed samples/*.csv
var sampleFiles embed.FS

// mountImport adds the pages on which a file is looked at and imported.
func (c *Web) mountImport(member, upload func(string, memberHandler)) {
	member("GET "+importPath, c.importForm)
	upload("POST "+importPath, c.previewImport)
	member("GET "+importPath+"/{guid}", c.pendingImport)
	member("POST "+importPath+"/{guid}", c.applyImport)
	member("GET "+importPath+"/{guid}/refused.csv", c.refusedRows)
	member("GET "+portfolioPath+"/samples/{kind}", c.importSample)
}

// importView asks for a file.
type importView struct {
	page
	Tabs           []tab
	Wrong          *wrong
	Kinds          []option
	MaxMB, MaxRows int
	Problem        phrase // of the file
}

func (importView) file() string { return "import.html" }

func (c *Web) importForm(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, newImport(by, r.URL.Query().Get("of"), nil))
}

func newImport(by actor.Actor, kind string, f *fault.Error) importView {
	file := field{ID: "file", Name: "file", Label: say("File")}
	v := importView{
		page: console(by, say("Import"), "portfolio"), Tabs: portfolioTabs(by, importPath), MaxMB: portfolio.MaxFile >> 20, MaxRows: portfolio.MaxPreview,
		Kinds: []option{
			{portfolio.OfCompanies, say("Companies, with their folders, tiers and contacts"), kind != portfolio.OfFindings},
			{portfolio.OfFindings, say("Findings about companies"), kind == portfolio.OfFindings},
		},
	}
	v.Wrong = complain(f, &file)
	v.Problem = file.Problem
	v.page = v.failed(v.Wrong)
	return v
}

// previewImport finds out what a file would do.
func (c *Web) previewImport(w http.ResponseWriter, r *http.Request, by actor.Actor) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	kind := r.PostFormValue("kind")
	name, content, err := uploaded(r, "file")
	guid := ""
	if err == nil {
		guid, err = c.Imports.Preview(r.Context(), by, kind, name, content)
	}
	if err == nil {
		return see(w, r, importPath+"/"+guid)
	}
	if f := formFault(err, fault.TooLarge, fault.Conflict); f != nil {
		return render(w, r, http.StatusUnprocessableEntity, newImport(by, kind, f))
	}
	return err
}

func (c *Web) importSample(w http.ResponseWriter, r *http.Request, _ actor.Actor) error {
	name := r.PathValue("kind")
	content, err := sampleFiles.ReadFile("samples/" + name)
	if err != nil {
		return fault.New(fault.NotFound, "There is no such file.")
	}
	attach(w, name)
	_, err = w.Write(content)
	return err
}
