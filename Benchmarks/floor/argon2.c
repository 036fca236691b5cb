/* Argon2id alone, at the service's cost: argon2 THREADS SECONDS prints how many hashes a second all threads made. */
#include <argon2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { memory_kib = 19456, passes = 2, lanes = 1, hash_bytes = 32, salt_bytes = 16 };

static atomic_int is_over;

static void *hash(void *result) {
    static const char password[] = "correct horse battery";
    unsigned char salt[salt_bytes] = {0}, output[hash_bytes];
    long count = 0;
    while (!atomic_load(&is_over)) {
        memcpy(salt, &count, sizeof count);
        if (argon2id_hash_raw(
                passes, memory_kib, lanes, password, sizeof password - 1, salt, sizeof salt, output, sizeof output) != 0)
            exit(1);
        count++;
    }
    *(long *)result = count;
    return NULL;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    int threads = atoi(arguments[1]), seconds = atoi(arguments[2]);
    pthread_t ids[64];
    long counts[64], sum = 0;
    if (threads < 1 || threads > 64) return 2;
    for (int number = 0; number < threads; number++) pthread_create(&ids[number], NULL, hash, &counts[number]);
    sleep((unsigned)seconds);
    atomic_store(&is_over, 1);
    for (int number = 0; number < threads; number++) {
        pthread_join(ids[number], NULL);
        sum += counts[number];
    }
    printf("%.3f\n", (double)sum / seconds);
}
