#pragma once

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

// prctl(2) takes a variable number of arguments, which Swift cannot pass.
static inline int process_set_undumpable(void) {
    return prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
}
