package web

import (
	"net/http/httptest"

	"gatehouse/internal/fault"
)

func init() { sampleSets = append(sampleSets, ownDataSamples) } //nolint:gochecknoinits // each area has samples of its own

func ownDataSamples() []sample {
	r := httptest.NewRequest("GET", erasePath, nil)
	return []sample{
		{"data", newData(sampleRecipient)},
		{"erase", newErase(r, sampleRecipient, nil)},
		{"erase wrong", newErase(r, sampleRecipient, fault.Of(fault.Field("email", "This is not your address.")))},
		{"erase of a member", newErase(r, sampleSender, nil)},
		{"erased", goodbye()},
	}
}
