#include <crypt.h>

// The structure itself is too large for Swift to import.
enum { crypt_data_size = sizeof(struct crypt_data) };
