#include "origin/gap_figures.h"

decimal gap_fit(__int128 value) {
    return value > INT64_MAX ? INT64_MAX : value < 0 ? 0 : (decimal)value;
}

decimal gap_allowed(const struct rvc *rvc) {
    return gap_fit((__int128)amount_floor(rvc->base) * (GAP_WHOLE - rvc->content.required) / GAP_WHOLE);
}

struct amount gap_base_of_share(const struct determination *determination, const struct share *share) {
    return !share->figure.known                      ? amount_not_given()
           : share->basis == BASIS_TRANSACTION_VALUE ? determination->adjusted_transaction_value
           : share->basis == BASIS_TOTAL_COST        ? determination->total_cost
           : share->basis == BASIS_NET_COST          ? determination->net_cost
                                                     : amount_not_given();
}

bool gap_is_averaged(const struct determination *determination, enum method method) {
    return determination->average != NULL && method == METHOD_NET_COST;
}

bool gap_by_lesser(const struct determination *determination, enum method method) {
    return method == METHOD_NET_COST && determination->net_cost_least.given && determination->average == NULL;
}

struct rvc gap_reckoned_content(const struct determination *determination, const struct test *test,
                                enum method method) {
    struct rvc rvc = test->rvc[method];
    if (gap_by_lesser(determination, method))
        rvc.base = determination->net_cost_least;
    return rvc;
}
