#include "cli/command.h"
int command_rule(int c, char **a) {
    (void)c;
    (void)a;
    return 0;
}
int command_facts(int c, char **a) {
    (void)c;
    (void)a;
    return 0;
}
int command_validate(int c, char **a) {
    (void)c;
    (void)a;
    return 0;
}
int command_report(int c, char **a) {
    (void)c;
    (void)a;
    return 0;
}
