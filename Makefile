# `make` lists what there is. Nothing but the Go toolchain is needed for `run`;
# `test` and `bench` find PostgreSQL, Chromium, axe and Python, or install them where they may.

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
COMMIT  ?= $(shell git rev-parse HEAD 2>/dev/null)
DATA    ?= gatehouse-data
LISTEN  ?= localhost:8080
FUZZTIME ?= 20s
KILLS   ?= 200
SOAK    ?= 20m
CLUSTER ?= 10m

help:          ## list the targets
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*## */\t/' | expand -t 12

run:           ## serve on localhost:8080 with SQLite in ./gatehouse-data, filled with a demo customer if new
	go run ./cmd/gatehouse serve --demo --development --data $(DATA) --listen $(LISTEN)

# The longest packages begin first, and three at a time: most wait for a browser or a
# database. What go vet looks for is what `make lint` does.
test:          ## every test, on SQLite and PostgreSQL, with a browser; and whether docs/security.md holds
	scripts/with-services go run ./cmd/test -p 3 -vet=off -timeout 25m ./internal/web ./internal/api/ratings ./internal/identity ./...

lint:          ## golangci-lint, at the pinned version
	scripts/golangci-lint run ./...

check: lint test ## lint and test

bench:         ## measure it with 1 k, 100 k and 1 M requests, beside others, into docs/performance.md: half an hour
	@scripts/wrk || true
	go run ./cmd/bench

tour:          ## take the pictures of docs/tour.md from a new demo, with Chromium
	scripts/with-services go run ./cmd/tour

mails:         ## show every mail in docs/mails.md, with Chromium
	scripts/with-services go run ./cmd/tour mails

kill:          ## kill the server KILLS times while it writes, on both engines: what was answered is there
	GATEHOUSE_KILLS=$(KILLS) scripts/with-services go test -count=1 -timeout 2h -run '^TestKill$$' -v ./internal/e2e

soak:          ## keep a server busy for SOAK and compare memory, goroutines, handles and latency, into docs/measured
	GATEHOUSE_SOAK=$(SOAK) scripts/with-services go test -count=1 -timeout 25h -run '^TestSoak$$' -v ./internal/e2e

# Wants Linux, root and Debian's packages. OLDER=$$(scripts/older) begins with the program from before the last migration.
cluster:       ## take a cluster apart under load, for CLUSTER: Patroni, etcd, HAProxy, three nodes; into docs/measured
	mkdir -p docs/measured
	GATEHOUSE_CLUSTER=$(CLUSTER) GATEHOUSE_CLUSTER_OLDER=$(OLDER) GATEHOUSE_CLUSTER_LOG=$(CURDIR)/docs/measured/cluster-$$(date -u +%F).md \
		scripts/with-services go test -tags cluster -count=1 -timeout 2h -run '^TestCluster$$' -v ./internal/e2e

profile:       ## say where the time of an access request with its mails goes, into docs/measured
	GATEHOUSE_POSTGRES_OPTIONS='-c shared_preload_libraries=pg_stat_statements -c fsync=on -c synchronous_commit=on -c full_page_writes=on -c autovacuum=on' \
		TMPDIR=$${TMPDIR:-/tmp} scripts/with-services scripts/profile

fuzz:          ## every fuzz target, FUZZTIME each
	scripts/with-services scripts/fuzz $(FUZZTIME)

generate:      ## write the generated part of the Go client anew, after a change of internal/api/openapi.yaml
	go generate ./client

fmt:           ## format the code
	scripts/golangci-lint fmt ./...

release:       ## static binaries for linux and darwin, amd64 and arm64, into ./dist
	scripts/release $(VERSION) $(COMMIT)

.PHONY: help run test lint check bench tour mails kill soak cluster profile fuzz generate fmt release
