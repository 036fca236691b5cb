<?php
// The same work as the service's endpoints, as a shop would write it.
declare(strict_types=1);

require __DIR__ . '/common.php';

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    exit(json_encode($body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES));
}

function caller(PDO $database): array
{
    $key = $_SERVER['HTTP_X_AUTHROCKET_API_KEY'] ?? '';
    $row = query($database, 'SELECT realm, permission FROM access_keys WHERE digest = ?', [hash('sha256', $key, true)])->fetch();
    return $row ?: answer(401, ['error' => 'Unauthorized']);
}

function credential(PDO $database, array $caller, int $id): array
{
    $text = 'SELECT id, user, credential_type, name, sealed, last_step FROM credentials WHERE id = ? AND realm = ?';
    return query($database, $text, [$id, $caller['realm']])->fetch() ?: answer(404, ['error' => 'Not found']);
}

function shown(array $row, string $apiKey): array
{
    return [
        'id' => "crd_{$row['id']}", 'object' => 'credential', 'credential_type' => $row['credential_type'],
        'user_id' => "usr_{$row['user']}", 'name' => $row['name'], 'api_key' => $apiKey,
    ];
}

function show(PDO $database, array $caller, int $id): never
{
    $row = credential($database, $caller, $id);
    answer(200, shown($row, opened($row['sealed'], "$id api_key")));
}

function authenticate(PDO $database, array $caller, array $input): never
{
    $text = 'SELECT u.id, u.name, u.state FROM credentials c JOIN users u ON u.id = c.user WHERE c.api_key_digest = ? AND c.realm = ?';
    $user = query($database, $text, [lookup($input['api_key'] ?? ''), $caller['realm']])->fetch();
    if (!$user || $user['state'] !== 'active') {
        answer(422, ['error' => 'Login failed']);
    }
    $now = time();
    $claims = ['iss' => 'peer', 'sub' => "usr_{$user['id']}", 'name' => $user['name'], 'iat' => $now, 'exp' => $now + 3600];
    answer(200, ['id' => "usr_{$user['id']}", 'object' => 'user', 'name' => $user['name'], 'token' => token($claims)]);
}

function verify(PDO $database, array $caller, int $id, array $input): never
{
    $row = credential($database, $caller, $id);
    $secret = opened($row['sealed'], "$id otp_secret");
    $now = intdiv(time(), 30);
    foreach ([$now, $now - 1, $now + 1] as $step) {
        if ($step > $row['last_step'] && hash_equals(code($secret, $step), $input['credential']['code'] ?? '')) {
            $text = 'UPDATE credentials SET last_step = ? WHERE id = ? AND last_step < ?';
            if (query($database, $text, [$step, $id, $step])->rowCount() === 1) {
                answer(200, ['id' => "crd_$id", 'object' => 'credential', 'credential_type' => 'totp', 'name' => $row['name']]);
            }
        }
    }
    answer(422, ['error' => 'Code is invalid']);
}

function create(PDO $database, array $caller, array $input): never
{
    $apiKey = 'ak_' . bin2hex(random_bytes(KEY_BYTES));
    $user = (int) $input['credential']['user_id'];
    $database->beginTransaction();
    query($database, 'SELECT id FROM users WHERE id = ? AND realm = ?', [$user, $caller['realm']])->fetch() ?: answer(404, ['error' => 'Not found']);
    query($database, 'INSERT INTO credentials (realm, user, credential_type, api_key_digest) VALUES (?, ?, ?, ?)', [$caller['realm'], $user, 'api_key', lookup($apiKey)]);
    $id = (int) $database->lastInsertId();
    query($database, 'UPDATE credentials SET sealed = ? WHERE id = ?', [seal($apiKey, "$id api_key"), $id]);
    query($database, 'INSERT INTO events (realm, event_type, credential, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(6))', [$caller['realm'], 'credential.create', $id]);
    $database->commit();
    answer(201, shown(['id' => $id, 'user' => $user, 'credential_type' => 'api_key', 'name' => null], $apiKey));
}

$database = database();
$caller = caller($database);
$input = $_SERVER['REQUEST_METHOD'] === 'GET' ? [] : json_decode(file_get_contents('php://input'), true, flags: JSON_THROW_ON_ERROR);
$path = explode('/', parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
match ("{$_SERVER['REQUEST_METHOD']} " . count($path) . " {$path[2]}") {
    'GET 4 credentials' => show($database, $caller, (int) $path[3]),
    'POST 4 users' => authenticate($database, $caller, $input),
    'POST 5 credentials' => verify($database, $caller, (int) $path[3], $input),
    'POST 3 credentials' => create($database, $caller, $input),
    default => answer(404, ['error' => 'Not found']),
};
