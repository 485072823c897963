# Thin: every target is a command that stands on its own. `make help` says what each does, by the line above it.
.PHONY: all help release-pgo demo test properties deletions faults kills record-kills chunks sanitized threads page-test service-attack fuzz valgrind format tidy bench bench-peers install uninstall wheel wheel-test python-test package package-test image-test clean set-up

# the program, build/release/usmca, with what it needs
all: build/release/usmca

# what each target does
help:
	@awk '/^# / { said = substr($$0, 3); next } /^[a-z-]+:/ { sub(/:.*/, ""); printf "make %-15s %s\n", $$0, said } { said = "" }' Makefile

# what the build needs and is not there, by apt
set-up:
	@tools/set-up

build/release/usmca: set-up
	@[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
	@cmake --build --preset release

# the program, optimized by what runs most of it, in build/release-pgo: four times as long to build, a tenth faster
release-pgo: set-up
	@cmake --preset release-pgo >/dev/null
	@tools/build-by-profile build/release-pgo

# the sample bills of materials, and an audit report of the pump (build/pump-audit.html)
demo: build/release/usmca
	@tools/demo "$(CURDIR)/build/release/usmca" "$(CURDIR)/build/pump-audit.html"

# the tests of ctest
test: build/release/usmca
	@ctest --test-dir build/release -j "$$(($$(nproc) + 1))" --output-on-failure

# what the tests of this name take a sample of, whole
properties: build/release/usmca
	@for test in invariance gap json_schema; do \
	    USMCA_WHOLE=1 USMCA="$(CURDIR)/build/release/usmca" USMCA_SOURCE="$(CURDIR)" python3 tests/properties/$${test}_test.py || exit 1; \
	done

# every row, cell and fact of every example, one by one (tests/properties/deletions.py): a quarter of an hour
deletions: build/release/usmca
	@for test in deletion vehicle_deletions unreadable; do \
	    USMCA_WHOLE=1 USMCA="$(CURDIR)/build/release/usmca" USMCA_SOURCE="$(CURDIR)" python3 tests/properties/$${test}_test.py || exit 1; \
	done

# the tests under sanitizers, without those of properties: thousands of variants of what the worked examples run already; and without scripts round the program
sanitized: set-up
	@cmake --preset debug >/dev/null && cmake --build --preset debug
	@ctest --test-dir build/debug -j "$$(nproc)" --output-on-failure --exclude-regex '^(properties|recipes)/'

# every call that may fail fails once: hours; COUNT=2400 takes so many in all, of every command and every kind of call
faults: build/release/usmca
	@cmake --build --preset release --target fault_injection
	@python3 tests/faults/run.py build/release/usmca build/release/tests/libfault_injection.so . $(or $(COUNT),0)
	@python3 tests/faults/serve.py build/release/usmca build/release/tests/libfault_injection.so .

# two hundred signals at moments of chance: a quarter of an hour
kills: build/release/usmca
	@python3 tests/faults/kills.py build/release/usmca .

# two hundred kills while a run is added to a record
record-kills: build/release/usmca
	@python3 tests/faults/record_kills.py build/release/usmca

# what is read in pieces is what is read whole
chunks: build/release/usmca
	@cmake --build --preset release --target fault_injection
	@python3 tests/faults/chunks.py build/release/usmca build/release/tests/libfault_injection.so . $(or $(COUNT),200)

# no two threads of a batch touch one thing at once
threads: set-up
	@cmake --preset threads >/dev/null && cmake --build --preset threads --target command translations
	@python3 tests/faults/threads.py build/threads/usmca .

# the page of usmca serve in Chromium, with what drives it in an environment of its own
page-test: build/release/usmca
	@tools/set-up checks
	@python3 -m venv build/page && build/page/bin/pip install --quiet playwright axe-playwright-python
	@USMCA="$(CURDIR)/build/release/usmca" USMCA_SOURCE="$(CURDIR)" USMCA_BUILD="$(CURDIR)/build" build/page/bin/python tests/page/page_test.py

# usmca serve against its own description, with what attacks it in an environment of its own: some minutes
service-attack: build/release/usmca
	@python3 -m venv build/attack && build/attack/bin/pip install --quiet schemathesis
	@USMCA="$(CURDIR)/build/release/usmca" tests/service/attack build/attack/bin/st

# the fuzzers of tests/fuzz, each for a while
fuzz:
	@tools/set-up checks
	@tests/fuzz/run

# every command under valgrind: tests/valgrind --part takes some of them
valgrind: build/release/usmca
	@tools/set-up checks
	@tests/valgrind

# where clang-format would write otherwise
format:
	@tools/set-up checks
	@git ls-files '*.[ch]' | xargs clang-format --dry-run -Werror

# clang-tidy over src: NODES=40000 follows each function for fewer steps (clang's own limit is 225,000), and takes a fifth of the time
tidy: build/release/usmca
	@tools/set-up checks
	@mkdir -p build/tidy # without what GCC alone knows
	@sed 's/ \\"-mmem[a-z]*-strategy=[^"]*"//g; s/ -mmem[a-z]*-strategy=[^ ]*//g' build/release/compile_commands.json >build/tidy/compile_commands.json
	@git ls-files 'src/*.c' | xargs -P "$$(nproc)" -n 8 clang-tidy -p build/tidy --quiet \
	    $(if $(NODES),$(addprefix --extra-arg=,-Xclang -analyzer-config -Xclang max-nodes=$(NODES)))

# what checks take, against libcsv alone
bench: build/release/usmca
	@cmake --build --preset release --target bench_generate bench_bare
	@python3 tests/bench/run.py build/release

# installs what tests/bench/peers.py compares with, in an environment of its own
bench-peers:
	@python3 -m venv build/peers && build/peers/bin/pip install --quiet duckdb polars pandas

# to PREFIX (default /usr/local) below DESTDIR; what was put down is kept for `uninstall`, since tests install, too
install: build/release/usmca
	@DESTDIR="$(DESTDIR)" cmake --install build/release $(if $(PREFIX),--prefix "$(PREFIX)")
	@cp build/release/install_manifest.txt build/installed.txt

# takes away what the last install put down, with its PREFIX and DESTDIR
uninstall:
	@tools/uninstall build/installed.txt "$(DESTDIR)" "$(PREFIX)"

# the Python package as sdist and wheel, in build/wheels; the wheel has the library and what it needs inside
wheel: set-up
	@tools/wheel

# the wheel in an empty environment, and the Python lines of the pages
wheel-test: wheel
	@tests/python/wheel build/wheels

# the Python package with pyarrow, pandas, polars, DuckDB and Spark (which needs Java), and its types
python-test: build/release/usmca
	@tests/python/environment build/release

# Debian packages, in build/packages
package:
	@tools/package

# Debian packages, installed in a bare tree of Debian, tried and purged: needs root, and some minutes
package-test: package
	@tests/packages/run build/packages

# the steps of the Containerfile in bare trees of Debian: as root, after package-test
image-test:
	@tests/packages/image "$(CURDIR)/build/packages/bare-bookworm.tar"

# all that was built
clean:
	rm -rf build
