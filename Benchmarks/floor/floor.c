/* What the stack can do at best: floor SOCKET THREADS kept|fresh DATABASE-SOCKET DATABASE-USER
 *
 * /healthz      answers what is always the same
 * /select/N     runs one prepared SELECT of the row with the primary key N
 * /update/N     runs one prepared UPDATE of that row, which is durable when it is answered */
#include "pool.h"

#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct session {
    MYSQL *connection;
    MYSQL_STMT *select;
    MYSQL_STMT *update;
    unsigned long long key;
    char body[512];
    unsigned long length;
    MYSQL_BIND parameter;
    MYSQL_BIND column;
};

static const char *database_socket;
static const char *database_user;

static MYSQL_STMT *prepare(struct session *session, const char *text) {
    MYSQL_STMT *statement = mysql_stmt_init(session->connection);
    if (statement == NULL || mysql_stmt_prepare(statement, text, strlen(text)) != 0) fail(mysql_error(session->connection));
    if (mysql_stmt_bind_param(statement, &session->parameter) != 0) fail(mysql_stmt_error(statement));
    return statement;
}

static void *open_session(void) {
    struct session *session = calloc(1, sizeof *session);
    if (session == NULL) fail("session");
    session->connection = mysql_init(NULL);
    if (mysql_real_connect(session->connection, NULL, database_user, NULL, "bench", 0, database_socket, 0) == NULL)
        fail(mysql_error(session->connection));
    session->parameter = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_LONGLONG, .buffer = &session->key};
    session->column = (MYSQL_BIND){
        .buffer_type = MYSQL_TYPE_STRING,
        .buffer = session->body,
        .buffer_length = sizeof session->body,
        .length = &session->length,
    };
    session->select = prepare(session, "SELECT body FROM floor WHERE id = ?");
    session->update = prepare(session, "UPDATE floor SET changes = changes + 1 WHERE id = ?");
    if (mysql_stmt_bind_result(session->select, &session->column) != 0) fail("bind");
    return session;
}

static void respond(FCGX_Request *request, int status, const char *body, size_t length) {
    char head[256];
    /* The header fields of the service, so that nginx and the client read the same from both. */
    int count = snprintf(
        head, sizeof head,
        "Status: %d %s\r\nContent-Type: application/json; charset=utf-8\r\nCache-Control: no-store\r\n"
        "X-Request-ID: rq_0123456789abcdefghijkl\r\nContent-Length: %zu\r\n\r\n",
        status, status == 200 ? "OK" : "Failed", length);
    FCGX_PutStr(head, count, request->out);
    FCGX_PutStr(body, (int)length, request->out);
}

static void answer_select(struct session *session, FCGX_Request *request) {
    int failure = mysql_stmt_execute(session->select) != 0 || mysql_stmt_fetch(session->select) != 0;
    respond(request, failure ? 500 : 200, session->body, failure ? 0 : session->length);
    mysql_stmt_free_result(session->select);
}

static void answer_update(struct session *session, FCGX_Request *request) {
    int failure = mysql_stmt_execute(session->update) != 0 || mysql_stmt_affected_rows(session->update) != 1;
    respond(request, failure ? 500 : 200, "{}", 2);
}

/* Whether the path is of this kind; sets the key. */
static int is(const char *path, const char *kind, struct session *session) {
    size_t length = strlen(kind);
    if (strncmp(path, kind, length) != 0) return 0;
    session->key = strtoull(path + length, NULL, 10);
    return 1;
}

static void answer(void *own, FCGX_Request *request) {
    struct session *session = own;
    const char *path = FCGX_GetParam("REQUEST_URI", request->envp);
    if (path == NULL) path = "";
    if (is(path, "/select/", session)) {
        answer_select(session, request);
    } else if (is(path, "/update/", session)) {
        answer_update(session, request);
    } else if (strcmp(path, "/healthz") == 0) {
        respond(request, 200, "{\"status\":\"ok\"}", 15);
    } else {
        respond(request, 404, "", 0);
    }
}

int main(int count, char **arguments) {
    if (count != 6) {
        fprintf(stderr, "usage: floor SOCKET THREADS kept|fresh DATABASE-SOCKET DATABASE-USER\n");
        return 2;
    }
    database_socket = arguments[4];
    database_user = arguments[5];
    if (mysql_library_init(0, NULL, NULL) != 0) fail("mysql_library_init");
    static const struct service service = {open_session, answer};
    pool_serve(arguments[1], atoi(arguments[2]), strcmp(arguments[3], "fresh") == 0 ? FRESH : KEPT, &service);
}
