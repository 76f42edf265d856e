package db

var GroupSpan = groupSpan
