#ifndef USMCA_CLI_UNASKED_H
#define USMCA_CLI_UNASKED_H

/* From here on what libraries do not ask about ends the process, whoever called: an allocation for which
 * there is no memory, with the status `no_memory`; a stream that was not written or read whole, with
 * `no_stream`. `last` is called before. For a process of its own (cli/apart.h): without memory libxlsxwriter
 * leaves cells out or crashes, Fontconfig takes another font, HarfBuzz no glyphs, and GLib aborts; on a full
 * disk libxlsxwriter leaves out what did not get into its temporary files. */
void unasked_ends(int no_memory, int no_stream, void (*last)(void));

#endif
