-- Rows of the size of an answer of the service.
CREATE TABLE floor (
    id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    changes BIGINT NOT NULL,
    body VARCHAR(500) NOT NULL
);
INSERT INTO floor (id, changes, body)
    SELECT seq, 0, CONCAT('{"id":"', seq, '","object":"credential","text":"', REPEAT('x', 300), '"}') FROM seq_1_to_10000;
