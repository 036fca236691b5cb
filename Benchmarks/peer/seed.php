<?php
// Fills the peer's tables: seed.php KEYS DEVICES. Prints what a client needs to know as JSON.
declare(strict_types=1);

require __DIR__ . '/common.php';

// Nothing reads more of them than the one that is asked for.
const KEYS_OF_A_USER = 10;

$database = database();
[$keys, $devices] = [(int) $argv[1], (int) $argv[2]];
$caller = bin2hex(random_bytes(KEY_BYTES));
$known = ['caller' => $caller, 'keys' => [], 'devices' => []];
$database->beginTransaction();
query($database, 'INSERT INTO access_keys (realm, permission, digest) VALUES (1, ?, ?)', ['manage', hash('sha256', $caller, true)]);
$user = $database->prepare('INSERT INTO users (id, realm, name, state) VALUES (?, 1, ?, ?)');
$credential = $database->prepare('INSERT INTO credentials (id, realm, user, credential_type, api_key_digest, sealed) VALUES (?, 1, ?, ?, ?, ?)');
for ($id = 1; $id <= $keys + $devices; $id++) {
    $owner = intdiv($id - 1, KEYS_OF_A_USER) + 1;
    if ($id % KEYS_OF_A_USER === 1) {
        $user->execute([$owner, "user $owner", 'active']);
    }
    if ($id <= $keys) {
        $apiKey = 'ak_' . bin2hex(random_bytes(KEY_BYTES));
        $credential->execute([$id, $owner, 'api_key', lookup($apiKey), seal($apiKey, "$id api_key")]);
        $known['keys'][] = ['id' => $id, 'api_key' => $apiKey];
    } else {
        $secret = random_bytes(20);
        $credential->execute([$id, $owner, 'totp', null, seal($secret, "$id otp_secret")]);
        $known['devices'][] = ['id' => $id, 'secret' => bin2hex($secret)];
    }
}
$database->commit();
echo json_encode($known, JSON_THROW_ON_ERROR);
