package demo

import (
	"fmt"
	"strings"
	"time"
)

// person is somebody at a company. Nobody of them exists.
type person struct {
	name, email, phone string
	company            *company
	isContact          bool      // the customer has the person in its contacts
	isPreferred        bool      // whom a request without a name goes to
	busyUntil          time.Time // an open request, or a refusal
	wasInvited         bool
	bound              *recipient
}

func (p *person) first() string {
	first, _, _ := strings.Cut(p.name, " ")
	return first
}

var firstNames = strings.Fields(`
	Aaron Abigail Adaeze Ahmed Aiko Alejandra Alice Amara Amir Ana Andre Anika Anthony Beatriz Ben Bianca Brian Camila Carlos
	Caroline Charles Chidi Chloe Claire Dana Daniela David Deepa Derek Diego Elena Elijah Emily Eric Esther Fatima Felix Fiona
	Gabriel George Grace Hannah Hassan Helen Hiroshi Ibrahim Imani Ingrid Isaac Isabel Jamal James Jasmine Jason Jennifer Joel
	Jonas Jorge Joyce Julia Karen Kavya Kenji Kevin Kim Laila Laura Leila Leo Linda Lucas Luis Mai Marcus Maria Marisol Mark
	Martin Mei Mia Michael Miguel Mina Monica Nadia Naomi Nathan Nia Nicole Nina Noah Olga Oliver Omar Patricia Paul Peter
	Priscilla Rachel Rafael Rahul Rebecca Renee Robert Rosa Ruben Samira Samuel Sandra Sara Sean Simone Sofia Stefan Susan
	Tamara Teresa Thomas Tiffany Tomoko Uma Valeria Vanessa Victor Vivian Walter Wei Xavier Yasmin Yusuf Zara Zoe`)

var lastNames = strings.Fields(`
	Abbott Acosta Adeyemi Ahmad Alvarez Anderson Baker Banerjee Barrett Bauer Becker Bennett Bianchi Boateng Bowen Brennan Brooks
	Burke Calderon Campbell Carver Castro Chandra Chang Chavez Cho Cohen Coleman Cooper Cortez Costa Cruz Dalton Das Delgado
	Diaz Donovan Doyle Duarte Edwards Eriksen Espinoza Farrell Fernandez Fischer Fleming Flores Foster Fowler Garcia Gibson
	Goldberg Gomez Grant Greene Gupta Guzman Hale Hansen Harper Hassan Hayes Herrera Higgins Hoffman Holt Hughes Hussain
	Ibarra Iyer Jackson Jensen Johansson Joshi Kaplan Kapoor Keller Kelly Khan Kim Klein Kowalski Kumar Lambert Larsen Lee
	Levine Lin Lindgren Lopez Lowe Mahoney Malik Marsh Martinez Mason McBride McKenna Mehta Mendez Meyer Mitchell Molina
	Monroe Morales Moreau Morgan Mwangi Nair Navarro Nelson Nguyen Novak Nwosu Obi Ochoa Okafor Olsen Ortiz Osei Owens
	Park Patel Pearson Pereira Peters Phillips Popov Price Quinn Ramirez Rao Reed Reyes Rios Rivera Robinson Rojas Romero
	Rossi Rowe Russo Salazar Sanders Santos Sato Schmidt Schroeder Shah Shapiro Sharma Silva Singh Snyder Soto Stein
	Sullivan Suzuki Tanaka Taylor Torres Tran Turner Vargas Vasquez Vega Wagner Walsh Wang Ward Watanabe Weaver Webb Weiss
	West Whitaker Wilson Wong Wright Wu Yang Young Zamora Zhang Zimmerman`)

// addresses are the ways in which companies make addresses of names.
var addresses = []func(first, last string) string{
	func(first, last string) string { return first + "." + last },
	func(first, last string) string { return first[:1] + last },
	func(first, last string) string { return first + "_" + last },
	func(first, last string) string { return last + first[:1] },
	func(first, last string) string { return first[:1] + "." + last },
}

// cast makes n people of a company whose addresses nobody has.
func cast(d dice, c *company, n int, taken map[string]bool) {
	address := pick(d, addresses)
	for range n {
		hire(d, c, address, taken)
	}
}

func hire(d dice, c *company, address func(first, last string) string, taken map[string]bool) *person {
	for {
		first, last := pick(d, firstNames), pick(d, lastNames)
		email := strings.ToLower(address(first, last)) + "@" + c.domain
		if taken[email] {
			continue
		}
		taken[email] = true
		p := &person{name: first + " " + last, email: email, company: c}
		if d.chance(0.4) { // numbers that North America keeps for fiction
			p.phone = fmt.Sprintf("+1 %d 555 01%02d", pick(d, areaCodes), d.IntN(100))
		}
		c.people = append(c.people, p)
		return p
	}
}

var areaCodes = []int{206, 212, 213, 214, 303, 305, 312, 404, 415, 469, 503, 512, 602, 612, 617, 646, 702, 703, 713, 773, 919, 972}
