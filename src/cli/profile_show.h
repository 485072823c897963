#ifndef USMCA_CLI_PROFILE_SHOW_H
#define USMCA_CLI_PROFILE_SHOW_H

/* `usmca profile show`: arguments from the word show on. */
int profile_show(int count, char **arguments);

#endif
