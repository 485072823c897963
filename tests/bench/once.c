/* Runs a command once, and writes what it took to a descriptor: microseconds of processor and of the clock,
 * the most memory in KiB, and its exit status. A process that Python begins has Python's own memory counted
 * as its, and the time of its copying: this one is small.
 *
 * usage: once DESCRIPTOR COMMAND ... */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(struct timeval time) {
    return time.tv_sec * 1000000LL + time.tv_usec;
}

int main(int count, char **arguments) {
    if (count < 3)
        return 64;
    const int told = atoi(arguments[1]);
    struct timespec begun;
    struct timespec ended;
    struct rusage usage;
    int status = 0;
    fcntl(told, F_SETFD, FD_CLOEXEC);
    clock_gettime(CLOCK_MONOTONIC, &begun);
    const pid_t child = fork();
    if (child == 0) {
        execvp(arguments[2], arguments + 2);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0)
        return 71;
    clock_gettime(CLOCK_MONOTONIC, &ended);
    dprintf(told, "%lld %lld %ld %d\n", microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
            (ended.tv_sec - begun.tv_sec) * 1000000LL + (ended.tv_nsec - begun.tv_nsec) / 1000,
            usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
