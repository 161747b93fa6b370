/*
 * A stand-in for NVIDIA's management library. It answers from a control file that lies beside it
 * (<library>.control, lines of key=value, read again at each call) and notes calls in <library>.log.
 * It is as strict as the real one: calls before nvmlInit_v2 and structures of a wrong version are refused.
 *
 *   init, count_code, driver_code          return codes (default 0)
 *   driver, count                          what is answered
 *   handle.N, memory.N, memory_v2.N, processes.N   return codes for device N
 *   name.N, total.N, reserved.N, used.N    what is answered for device N
 *   process.N.M, graphics.N.M              pid and bytes ("12 4096", "12 n/a") of process M in a list of device N
 *   busy.N                                 utilization of device N in percent
 *   mig.N                                  how many places for parts device N has; 0 when it is not divided
 *   part.N.P                               return code for place P of device N; a place that is not named is free.
 *                                          The part's own keys have the number 1000 + 10 * N + P (total.1002, …)
 *
 * WITHOUT_V2 leaves out nvmlDeviceGetMemoryInfo_v2, the third version of the process queries, utilization and parts,
 * WITHOUT_INIT leaves out nvmlInit_v2, WITHOUT_TEXT leaves out nvmlErrorString.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int nvmlReturn_t;
typedef struct device *nvmlDevice_t;
typedef struct { unsigned long long total, free, used; } nvmlMemory_t;
typedef struct { unsigned int version; unsigned long long total, reserved, free, used; } nvmlMemory_v2_t;
typedef struct {
    unsigned int pid;
    unsigned long long usedGpuMemory;
    unsigned int gpuInstanceId, computeInstanceId;
} nvmlProcessInfo_t;
typedef struct { unsigned int gpu, memory; } nvmlUtilization_t;

_Static_assert(sizeof(nvmlMemory_t) == 24, "layout of nvmlMemory_t");
_Static_assert(sizeof(nvmlMemory_v2_t) == 40, "layout of nvmlMemory_v2_t");
_Static_assert(sizeof(nvmlProcessInfo_t) == 24, "layout of nvmlProcessInfo_t");

enum { SUCCESS = 0, UNINITIALIZED = 1, INVALID_ARGUMENT = 2, NOT_FOUND = 6, INSUFFICIENT_SIZE = 7, VERSION_MISMATCH = 25 };

static int initialized;

static void beside(const char *suffix, char *path, size_t size)
{
    Dl_info info;
    dladdr((void *)beside, &info);
    snprintf(path, size, "%s%s", info.dli_fname, suffix);
}

static int lookup(const char *key, char *value, size_t size)
{
    char path[4096], line[512];
    size_t length = strlen(key);
    int found = 0;
    beside(".control", path, sizeof path);
    FILE *file = fopen(path, "r");
    while (file && !found && fgets(line, sizeof line, file)) {
        if (strncmp(line, key, length) == 0 && line[length] == '=') {
            line[strcspn(line, "\n")] = 0;
            snprintf(value, size, "%s", line + length + 1);
            found = 1;
        }
    }
    if (file)
        fclose(file);
    return found;
}

static unsigned long long number(const char *key)
{
    char value[64];
    return lookup(key, value, sizeof value) ? strtoull(value, NULL, 10) : 0;
}

static unsigned long long of_device(const char *key, nvmlDevice_t device)
{
    char full[64];
    snprintf(full, sizeof full, "%s.%d", key, (int)(long)device - 1);
    return number(full);
}

static void note(const char *what)
{
    char path[4096];
    beside(".log", path, sizeof path);
    FILE *file = fopen(path, "a");
    if (file) {
        fprintf(file, "%s\n", what);
        fclose(file);
    }
}

#ifndef WITHOUT_INIT
nvmlReturn_t nvmlInit_v2(void)
{
    int code = (int)number("init");
    note("init");
    initialized += code == SUCCESS;
    return code;
}
#endif

nvmlReturn_t nvmlShutdown(void)
{
    note("shutdown");
    if (!initialized)
        return UNINITIALIZED;
    initialized--;
    return SUCCESS;
}

#ifndef WITHOUT_TEXT
const char *nvmlErrorString(nvmlReturn_t code)
{
    static char text[64];
    snprintf(text, sizeof text, "stub text %d", code);
    return text;
}
#endif

nvmlReturn_t nvmlSystemGetDriverVersion(char *version, unsigned int length)
{
    char value[64];
    if (!initialized)
        return UNINITIALIZED;
    if (!lookup("driver", value, sizeof value))
        return 999;
    if (strlen(value) >= length)
        return INSUFFICIENT_SIZE;
    strcpy(version, value);
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetCount_v2(unsigned int *count)
{
    if (!initialized)
        return UNINITIALIZED;
    *count = (unsigned int)number("count");
    return (int)number("count_code");
}

nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned int index, nvmlDevice_t *device)
{
    if (!initialized)
        return UNINITIALIZED;
    if (index >= number("count"))
        return INVALID_ARGUMENT;
    *device = (nvmlDevice_t)(long)(index + 1);
    return (int)of_device("handle", *device);
}

nvmlReturn_t nvmlDeviceGetName(nvmlDevice_t device, char *name, unsigned int length)
{
    char key[64], value[128] = "";
    snprintf(key, sizeof key, "name.%d", (int)(long)device - 1);
    if (!lookup(key, value, sizeof value))
        return 999;
    snprintf(name, length, "%s", value);
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory)
{
    if (!initialized)
        return UNINITIALIZED;
    memory->total = of_device("total", device);
    memory->used = of_device("used", device) + of_device("reserved", device);
    memory->free = memory->total - memory->used;
    return (int)of_device("memory", device);
}

#ifndef WITHOUT_V2
nvmlReturn_t nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t device, nvmlMemory_v2_t *memory)
{
    if (!initialized)
        return UNINITIALIZED;
    if (memory->version != (sizeof(nvmlMemory_v2_t) | 2u << 24))
        return VERSION_MISMATCH;
    int code = (int)of_device("memory_v2", device);
    if (code != SUCCESS)
        return code;
    memory->total = of_device("total", device);
    memory->reserved = of_device("reserved", device);
    memory->used = of_device("used", device);
    memory->free = memory->total - memory->used - memory->reserved;
    return (int)of_device("memory", device);
}
#endif

static nvmlReturn_t list(const char *kind, nvmlDevice_t device, unsigned int *count, nvmlProcessInfo_t *infos)
{
    char key[64], value[64], bytes[32];
    unsigned int room = *count, pid, found = 0;
    if (!initialized)
        return UNINITIALIZED;
    if (of_device("processes", device))
        return (int)of_device("processes", device);
    for (;; found++) {
        snprintf(key, sizeof key, "%s.%d.%u", kind, (int)(long)device - 1, found);
        if (!lookup(key, value, sizeof value) || sscanf(value, "%u %31s", &pid, bytes) != 2)
            break;
        if (found < room) {
            infos[found].pid = pid;
            infos[found].usedGpuMemory = strcmp(bytes, "n/a") ? strtoull(bytes, NULL, 10) : ~0ULL;
            infos[found].gpuInstanceId = infos[found].computeInstanceId = 0xFFFFFFFF;
        }
    }
    *count = found;
    return found > room ? INSUFFICIENT_SIZE : SUCCESS;
}

#ifdef WITHOUT_V2
#define COMPUTE_QUERY nvmlDeviceGetComputeRunningProcesses_v2
#define GRAPHICS_QUERY nvmlDeviceGetGraphicsRunningProcesses_v2
#else
#define COMPUTE_QUERY nvmlDeviceGetComputeRunningProcesses_v3
#define GRAPHICS_QUERY nvmlDeviceGetGraphicsRunningProcesses_v3
#endif

nvmlReturn_t COMPUTE_QUERY(nvmlDevice_t device, unsigned int *count, nvmlProcessInfo_t *infos)
{
    return list("process", device, count, infos);
}

nvmlReturn_t GRAPHICS_QUERY(nvmlDevice_t device, unsigned int *count, nvmlProcessInfo_t *infos)
{
    return list("graphics", device, count, infos);
}

#ifndef WITHOUT_V2
nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t device, nvmlUtilization_t *rates)
{
    char key[64], value[64];
    if (!initialized)
        return UNINITIALIZED;
    snprintf(key, sizeof key, "busy.%d", (int)(long)device - 1);
    if (!lookup(key, value, sizeof value))
        return 3;
    rates->gpu = (unsigned int)strtoul(value, NULL, 10);
    rates->memory = 0;
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetMigMode(nvmlDevice_t device, unsigned int *current, unsigned int *pending)
{
    if (!initialized)
        return UNINITIALIZED;
    *current = *pending = of_device("mig", device) > 0;
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetMaxMigDeviceCount(nvmlDevice_t device, unsigned int *count)
{
    if (!initialized)
        return UNINITIALIZED;
    *count = (unsigned int)of_device("mig", device);
    return SUCCESS;
}

nvmlReturn_t nvmlDeviceGetMigDeviceHandleByIndex(nvmlDevice_t device, unsigned int index, nvmlDevice_t *part)
{
    char key[64], value[64];
    long gpu = (long)device - 1;
    if (!initialized)
        return UNINITIALIZED;
    snprintf(key, sizeof key, "part.%ld.%u", gpu, index);
    if (!lookup(key, value, sizeof value))
        return NOT_FOUND;
    *part = (nvmlDevice_t)(1000 + 10 * gpu + (long)index + 1);
    return (int)strtoul(value, NULL, 10);
}
#endif
