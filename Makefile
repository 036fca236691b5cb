# The commands of this repository. Each is a script; `make test ARGS="--filter TOTP"` passes arguments on.

.PHONY: run test faults sanitize bench lint

# Builds and runs Credence on http://127.0.0.1:8080 with a database of its own; Ctrl-C stops all of it.
run:
	@scripts/run

# Runs every test against a private MariaDB, next to whatever else is running.
test:
	@scripts/test $(ARGS)

# Kills databases and workers under load, and prints what was promised and what was seen. ARGS is one pattern of stories:
# `make faults ARGS='(DiskFull|Scarcity)'`.
faults:
	@scripts/faults $(if $(ARGS),'$(ARGS)')

# Runs the unit tests under AddressSanitizer and ThreadSanitizer, the fuzzers for long, and what measures times.
sanitize:
	@scripts/sanitize address
	@scripts/sanitize thread
	@scripts/sanitize fuzz
	@scripts/sanitize timing
	@scripts/sanitize sealing

# Measures requests per second through nginx, as ratios within one run; fails when a bar is missed. Draws Benchmarks/curve.svg.
bench:
	@scripts/bench

# Checks format and rules.
lint:
	@scripts/lint
