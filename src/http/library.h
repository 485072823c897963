#ifndef USMCA_HTTP_LIBRARY_H
#define USMCA_HTTP_LIBRARY_H

#include <microhttpd.h>

#include "base/on_demand.h"

/* GNU libmicrohttpd, loaded when a service begins, and by no other command. */
#define HTTP_FUNCTIONS(EACH)                                                                                 \
    EACH(MHD_start_daemon)                                                                                   \
    EACH(MHD_stop_daemon)                                                                                    \
    EACH(MHD_quiesce_daemon)                                                                                 \
    EACH(MHD_get_connection_info)                                                                            \
    EACH(MHD_get_daemon_info)                                                                                \
    EACH(MHD_queue_response)                                                                                 \
    EACH(MHD_create_response_from_buffer)                                                                    \
    EACH(MHD_create_response_from_fd)                                                                        \
    EACH(MHD_create_response_from_callback)                                                                  \
    EACH(MHD_add_response_footer)                                                                            \
    EACH(MHD_add_response_header)                                                                            \
    EACH(MHD_destroy_response)                                                                               \
    EACH(MHD_lookup_connection_value)                                                                        \
    EACH(MHD_get_connection_values)                                                                          \
    EACH(MHD_get_connection_values_n)                                                                        \
    EACH(MHD_create_post_processor)                                                                          \
    EACH(MHD_post_process)                                                                                   \
    EACH(MHD_destroy_post_processor)

struct http_library {
    HTTP_FUNCTIONS(ON_DEMAND_MEMBER)
};

usmca_status http_library_load(struct http_library *out, usmca_error *error);

#endif
