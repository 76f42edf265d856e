// Package e2e holds the tests of the whole: the real program, started as an
// operator starts it, over a real database, with real mail and a real browser.
// There is nothing in it but tests.
package e2e
