package mail

// Brand is how a customer's mails look: the zero value is Gatehouse's own. There
// is no picture in it: mail programs do not show those of strangers.
type Brand struct {
	Name string // above the mail
	accents
}

// NewBrand returns a brand. White is written on the accent by daylight, and
// almost black on the one in the dark: both have to be legible.
func NewBrand(name, accent, darkAccent string) Brand {
	return Brand{name, accents{accent, darkAccent}}
}

// accents are the colour of the button, by daylight and in the dark, as #rrggbb.
type accents struct{ Light, Dark string }

var ownAccents = accents{"#0b5e51", "#6fd0b8"}
