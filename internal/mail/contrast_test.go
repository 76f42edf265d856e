package mail

import (
	"math"
	"strconv"
)

// legible is the contrast that WCAG 2.2 asks of text at level AA.
const legible = 4.5

// contrast is how well one colour stands out from another, by WCAG 2.2: from 1
// to 21, and 1 if either is none.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	c, ok := rgb(hex)
	if !ok {
		return 0
	}
	for i, v := range c {
		if v /= 255; v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

// rgb reads #rrggbb.
func rgb(hex string) (c [3]float64, ok bool) {
	if len(hex) != 7 || hex[0] != '#' {
		return c, false
	}
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return c, false
	}
	return [3]float64{float64(n >> 16), float64(n >> 8 & 0xff), float64(n & 0xff)}, true
}
