<?php
// What the peer's pages share: the database, the sealing of secrets, codes and tokens.
declare(strict_types=1);

const KEY_BYTES = 32;

function keyFor(string $purpose): string
{
    // A shop keeps one key in its configuration; this one guards nothing.
    return hash('sha256', "bench $purpose", true);
}

function database(): PDO
{
    return new PDO('mysql:unix_socket=' . getenv('PEER_DATABASE') . ';dbname=peer;charset=utf8mb4', getenv('PEER_USER'), '', [
        PDO::ATTR_PERSISTENT => true,
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        // One round trip for each statement instead of two.
        PDO::ATTR_EMULATE_PREPARES => true,
        PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
    ]);
}

function query(PDO $database, string $text, array $values): PDOStatement
{
    $statement = $database->prepare($text);
    $statement->execute($values);
    return $statement;
}

function seal(string $secret, string $place): string
{
    $nonce = random_bytes(12);
    $sealed = openssl_encrypt($secret, 'aes-256-gcm', keyFor('sealing'), OPENSSL_RAW_DATA, $nonce, $tag, $place);
    return $nonce . $tag . $sealed;
}

function opened(string $sealed, string $place): string
{
    $secret = openssl_decrypt(
        substr($sealed, 28), 'aes-256-gcm', keyFor('sealing'), OPENSSL_RAW_DATA, substr($sealed, 0, 12), substr($sealed, 12, 16),
        $place);
    return $secret === false ? throw new RuntimeException('sealed elsewhere') : $secret;
}

function lookup(string $apiKey): string
{
    return hash_hmac('sha256', $apiKey, keyFor('lookup'), true);
}

function code(string $secret, int $step): string
{
    $digest = hash_hmac('sha1', pack('J', $step), $secret, true);
    $number = unpack('N', $digest, ord($digest[19]) & 15)[1] & 0x7fffffff;
    return str_pad((string) ($number % 1000000), 6, '0', STR_PAD_LEFT);
}

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

function token(array $claims): string
{
    $text = base64url('{"alg":"HS256","typ":"JWT"}') . '.' . base64url(json_encode($claims));
    return "$text." . base64url(hash_hmac('sha256', $text, keyFor('tokens'), true));
}
