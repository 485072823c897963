/* Reads "OPERATION A B [C]" a line, and prints the result of the decimal module, for
 * decimal_against_python.py. */
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"

static bool read_decimal(decimal *out, const char *text) {
    return decimal_parse(out, text_from(text), (struct decimal_format){.point = '.'}) == DECIMAL_OK;
}

int main(void) {
    char line[512];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char operation[16];
        char words[3][128] = {"0", "0", "0"};
        char out[DECIMAL_TEXT_SIZE] = "none";
        decimal a = 0;
        decimal b = 0;
        decimal c = 0;
        decimal result = 0;
        int64_t percent = 0;
        sscanf(line, "%15s %127s %127s %127s", operation, words[0], words[1], words[2]);
        if (!read_decimal(&a, words[0]) || !read_decimal(&b, words[1]) || !read_decimal(&c, words[2])) {
            puts("unreadable");
            continue;
        }
        if (strcmp(operation, "parse") == 0)
            decimal_print(out, a, 0);
        else if (strcmp(operation, "add") == 0 && decimal_add(&result, a, b))
            decimal_print(out, result, 0);
        else if (strcmp(operation, "subtract") == 0 && decimal_subtract(&result, a, b))
            decimal_print(out, result, 0);
        else if (strcmp(operation, "multiply") == 0 && decimal_multiply(&result, a, b))
            decimal_print(out, result, 0);
        else if (strcmp(operation, "divide") == 0 && decimal_divide(&result, a, b))
            decimal_print(out, result, 0);
        else if (strcmp(operation, "percent") == 0 && decimal_percent(&percent, a, b))
            decimal_print_percent(out, percent);
        else if (strcmp(operation, "reaches") == 0)
            strcpy(out, decimal_reaches(a, b, c) ? "yes" : "no");
        else if (strcmp(operation, "within") == 0)
            strcpy(out, decimal_within(a, b, c) ? "yes" : "no");
        puts(out);
    }
    return 0;
}
