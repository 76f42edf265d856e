package web

import (
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/identity"
)

// sampleProfile is somebody who acts through a profile with a long name.
func sampleProfile() actor.Actor {
	by := sampleActor()
	by.AccessID, by.AccessType, by.CanSwitch = 2, identity.Profile, true
	by.Profile, by.CustomerName = "Reads everything in the southern hemisphere", "Blue Seas International South Pacific Holdings"
	return by
}

func sampleWays() []identity.Choice {
	return []identity.Choice{
		{AccessID: 1, Type: identity.UIConnection, CustomerName: "Blue Seas International", LastLoginAt: &sampleTime},
		{AccessID: 2, Type: identity.Profile, Name: "Reads everything in the southern hemisphere", CustomerName: "Blue Seas International South Pacific Holdings"},
		{AccessID: 3, Type: identity.Profile, Name: "Vendors", CustomerName: "Blue Seas International"},
	}
}

func sampleAccount() view {
	return newAccount(sampleProfile(), sampleWays()[0], []identity.OpenSession{
		{
			GUID: "a", CustomerName: "Blue Seas International", Method: "password", Factor: "totp", Agent: firefox, IP: "192.0.2.1",
			CreatedAt: sampleTime, SeenAt: sampleTime.Add(time.Hour), IsThis: true,
		},
		{
			GUID: "b", CustomerName: "Blue Seas International South Pacific Holdings", Profile: "Reads everything in the southern hemisphere",
			Method: "passkey", Factor: "passkey", IP: "2001:db8:85a3:8d3:1319:8a2e:370:7348", CreatedAt: sampleTime, SeenAt: sampleTime,
		},
	})
}
