"""Writes the C source of usmca._native out of the declarations of usmca.h, by cffi's API mode.

usage: build_native.py usmca.h native.c
"""
import pathlib
import re
import sys

import cffi

# Of the package's own (capsule.h): what threads and Arrow's capsules ask for, without a call back into Python.
OWN = """
struct usmca_watch { int cancelled; unsigned long long done; unsigned long long all; };
int usmca_watch_progress(void *context, unsigned long long done, unsigned long long all);
struct ArrowArrayStream *usmca_stream_new(void);
void usmca_stream_free(struct ArrowArrayStream *stream);
extern void *const usmca_stream_capsule_free;
extern const char *const usmca_rules_installed;
extern "Python" int usmca_next_python_row(void *context, const char *values[]);
"""


def declarations(header):
    """What cffi's parser reads of a header: no directive, no macro, no linkage."""
    text = re.sub(r"/\*.*?\*/", "", header, flags=re.S)
    text = re.sub(r"^#ifdef __cplusplus\n.*?^#endif\n", "", text, flags=re.S | re.M)
    text = re.sub(r"^#define (USMCA_VERSION_\w+) .*$", r"@define \1 ...", text, flags=re.M)
    text = re.sub(r"^#.*$", "", text, flags=re.M)
    return text.replace("@define", "#define").replace("USMCA_API ", "")


def main(header, output):
    ffi = cffi.FFI()
    ffi.cdef(declarations(pathlib.Path(header).read_text(encoding="utf-8")) + OWN)
    ffi.set_source("usmca._native", '#include "usmca.h"\n#include "capsule.h"\n', py_limited_api=True)
    ffi.emit_c_code(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
