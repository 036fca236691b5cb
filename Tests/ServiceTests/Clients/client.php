<?php

// A PHP app that manages its users' credentials with php-curl, in the manner of the original's PHP client: JSON with a
// root element and the type header on every request, ids in paths through urlencode(), the messages of errors joined
// with "+=". One line per step; ends with 1 at the first wrong answer. CREDENCE_URL and CREDENCE_API_KEY say where and
// as whom.

declare(strict_types=1);

final class Response
{
    public readonly ?array $fields;
    public readonly array $errors;

    public function __construct(public readonly int $status, private readonly array $headers, string $body)
    {
        $isJSON = preg_match('/^application\/json/', $headers['content-type'] ?? '') === 1;
        $decoded = $isJSON ? json_decode($body, true, 64, JSON_THROW_ON_ERROR) : $body;
        $errors = [];
        foreach ($decoded['errors'] ?? [] as $messages) {
            $errors += $messages;
        }
        $this->errors = $errors;
        $this->fields = $body === '' || array_key_exists('errors', $decoded) ? null : $decoded;
    }

    public function __get(string $name): mixed
    {
        return $this->fields[$name] ?? null;
    }

    public function header(string $name): ?string
    {
        return $this->headers[$name] ?? null;
    }
}

final class Client
{
    public ?string $realm = null;

    public function __construct(private readonly string $url, private readonly string $key)
    {
    }

    public function all(string $path, array $parameters = []): Response
    {
        return $this->send('GET', $path . ($parameters ? '?' . http_build_query($parameters) : ''));
    }

    public function find(string $path, string $id): Response
    {
        return $this->send('GET', $path . '/' . urlencode($id));
    }

    public function create(string $path, string $root, array $attributes): Response
    {
        return $this->send('POST', $path, json_encode($this->wrap($root, $attributes)));
    }

    public function update(string $path, string $root, string $id, array $attributes): Response
    {
        return $this->send('PUT', $path . '/' . urlencode($id), json_encode($this->wrap($root, $attributes)));
    }

    public function verify(string $id, string $code): Response
    {
        $body = json_encode(['credential' => ['code' => $code]]);
        return $this->send('POST', 'credentials/' . urlencode($id) . '/verify', $body);
    }

    public function delete(string $path, string $id, ?array $parameters = null): Response
    {
        $body = $parameters === null ? null : json_encode($parameters);
        return $this->send('DELETE', $path . '/' . urlencode($id), $body);
    }

    public function send(
        string $method, string $path, ?string $body = null, string $type = 'application/json',
    ): Response {
        $headers = [];
        $request = curl_init($this->url . '/' . $path);
        curl_setopt_array($request, [
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_HTTPHEADER => ['Accept:', "Content-Type: $type", ...$this->credentials()],
            CURLOPT_ENCODING => 'gzip',
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT => 30,
            CURLOPT_HEADERFUNCTION => function ($_, string $line) use (&$headers): int {
                [$name, $value] = explode(':', $line, 2) + [1 => ''];
                $headers[strtolower($name)] = trim($value);
                return strlen($line);
            },
        ]);
        if ($body !== null) {
            curl_setopt($request, CURLOPT_POSTFIELDS, $body);
        }
        $answer = curl_exec($request);
        if ($answer === false) {
            throw new RuntimeException(curl_error($request));
        }
        return new Response(curl_getinfo($request, CURLINFO_RESPONSE_CODE), $headers, $answer);
    }

    private function wrap(string $root, array $attributes): array
    {
        $request = $attributes['request'] ?? null;
        unset($attributes['request']);
        return [$root => $attributes] + ($request === null ? [] : ['request' => $request]);
    }

    private function credentials(): array
    {
        $realm = $this->realm === null ? [] : ["X-Authrocket-Realm: $this->realm"];
        return ["X-Authrocket-Api-Key: $this->key", ...$realm];
    }
}

function step(string $what, bool $succeeded, ?Response $response = null): void
{
    $status = $succeeded || $response === null ? '' : " (status $response->status)";
    echo $succeeded ? 'ok    ' : 'WRONG ', $what, $status, "\n";
    if (!$succeeded) {
        exit(1);
    }
}

function expect(string $what, int $status, Response $response, bool $right = true): Response
{
    $isTraceable = preg_match('/^rq_[0-9A-Za-z]{22}$/', $response->header('x-request-id') ?? '') === 1;
    step($what, $response->status === $status && $isTraceable && $right, $response);
    return $response;
}

function expectErrors(string $what, array $messages, Response $response): void
{
    expect($what, 422, $response, $response->errors === $messages && $response->fields === null);
}

function code(string $secret): string
{
    $bits = '';
    foreach (str_split($secret) as $digit) {
        $bits .= sprintf('%05b', strpos('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', $digit));
    }
    $key = implode('', array_map(fn ($byte) => chr(bindec($byte)), str_split($bits, 8)));
    $hash = hash_hmac('sha1', pack('J', intdiv(time(), 30)), $key, true);
    $number = unpack('N', $hash, ord($hash[19]) & 15)[1] & 0x7fffffff;
    return sprintf('%06d', $number % 1_000_000);
}

$client = new Client(getenv('CREDENCE_URL') . '/v1', getenv('CREDENCE_API_KEY'));
$request = ['ip' => '192.0.2.7', 'client' => 'Firefox/38.0'];

$realm = $client->create('realms', 'realm', ['name' => 'PHP shop', 'request' => $request]);
expect('create a realm', 201, $realm);
step('its id', str_starts_with($realm->id, 'rl_') && $realm->object === 'realm');
$client->realm = $realm->id;

$providers = expect('list its auth providers', 200, $client->all('auth_providers'));
step('a new realm has its password provider', array_column($providers->collection, 'provider_type') === ['password']);
$totp = expect('enable TOTP', 201, $client->create('auth_providers', 'auth_provider', ['provider_type' => 'totp']));

$email = 'sally.o+shop@example.com';
$user = expect('create a human user', 201, $client->create('users', 'user', [
    'user_type' => 'human', 'username' => $email, 'email' => $email, 'first_name' => 'Sally', 'request' => $request,
    'password' => 'a Shop password', 'password_confirmation' => 'a Shop password',
]));
$password = $user->credentials[0]['id'];
step('with a password credential', $user->credentials[0]['credential_type'] === 'password');
expect('find the user by username', 200, $found = $client->find('users', $email), $found->id === $user->id);
expect('find them by id', 200, $found = $client->find('users', $user->id), $found->first_name === 'Sally');

$robot = expect('create an api user', 201, $client->create('users', 'user', ['user_type' => 'api']));
step('with an API key', strlen($robot->api_key) >= 43 && $robot->credentials[0]['credential_type'] === 'api_key');
$key = $robot->credentials[0]['id'];
expect('the key is not shown again', 200, $found = $client->find('credentials', $key), $found->api_key === null);
$changed = $client->update('credentials', 'credential', $key, ['api_key' => 'generate']);
expect('generate another', 200, $changed);
step('which is another', is_string($changed->api_key) && $changed->api_key !== $robot->api_key);
$given = 'shop-' . bin2hex(random_bytes(16));
$second = expect('add a key of our own', 201, $client->create('credentials', 'credential', [
    'user_id' => $robot->id, 'credential_type' => 'api_key', 'api_key' => $given,
]));
step('shown once, as given', $second->api_key === $given);
expectErrors('a key that is taken', ['Api key has already been taken'], $client->create('credentials', 'credential', [
    'user_id' => $robot->id, 'credential_type' => 'api_key', 'api_key' => $given,
]));

$social = [];
$names = ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint'];
$endpoints = array_fill_keys($names, 'https://id.example.com/');
foreach (['facebook', 'github', 'google', 'linkedin', 'oauth2', 'slack', 'yahoo'] as $type) {
    $provider = expect("enable $type", 201, $client->create('auth_providers', 'auth_provider', [
        'provider_type' => $type, 'client_id' => 'shop', ...($type === 'oauth2' ? $endpoints : []),
    ]));
    $token = bin2hex(random_bytes(20));
    $social[] = $link = expect("link $type", 201, $client->create('credentials', 'credential', [
        'user_id' => $user->id, 'credential_type' => $type, 'auth_provider_id' => $provider->id,
        'provider_user_id' => '10158512345', 'access_token' => $token, 'token_expires_at' => 1893456000,
    ]));
    $read = expect("read $type", 200, $client->find('credentials', $link->id), $link->credential_type === $type);
    step('its token and time', $read->access_token === $token && $read->token_expires_at === 1893456000);
}
$link = $social[0]->id;
$fresh = ['access_token' => 'fresh', 'token_expires_at' => null];
$changed = $client->update('credentials', 'credential', $link, $fresh);
expect('renew a token', 200, $changed, $changed->access_token === 'fresh' && $changed->token_expires_at === null);

$device = expect('add a TOTP device', 201, $client->create('credentials', 'credential', [
    'user_id' => $user->id, 'credential_type' => 'totp', 'auth_provider_id' => $totp->id, 'name' => 'iPhone X',
    'request' => $request,
]));
step('new, with a secret', $device->state === 'new' && preg_match('/^[A-Z2-7]{32}$/', $device->otp_secret) === 1);
step('and what phones scan', str_starts_with($device->provisioning_uri, 'otpauth://totp/PHP%20shop:')
    && str_contains($device->provisioning_svg, '<svg'));
$right = code($device->otp_secret);
$wrong = sprintf('%06d', ((int) $right + 1) % 1_000_000);
expectErrors('a wrong code', ['Verification failed'], $client->verify($device->id, $wrong));
$verified = expect('the right code', 200, $client->verify($device->id, $right));
step('activates the device', $verified->state === 'active' && $verified->otp_secret === null);
expectErrors('the same code again', ['Verification failed'], $client->verify($device->id, $right));
expect('read the device', 200, $read = $client->find('credentials', $device->id), $read->provisioning_uri === null);
$form = http_build_query(['credential' => ['name' => 'Zoë’s phone & tablet'], 'request' => $request]);
$path = 'credentials/' . urlencode($device->id);
$renamed = expect('rename it by a form', 200, $client->send('PUT', $path, $form, 'application/x-www-form-urlencoded'));
step('to what the form says', $renamed->name === 'Zoë’s phone & tablet');

$change = fn (array $attributes) => $client->update('credentials', 'credential', $password, $attributes);
$changed = $change(['password' => 'correct horse', 'password_confirmation' => 'correct horse']);
expect('change the password', 200, $changed);
$mismatch = $change(['password' => 'correct horse', 'password_confirmation' => 'wrong horse']);
expectErrors('a mistyped confirmation', ["Password confirmation doesn't match"], $mismatch);
expectErrors('a short password', ['Password is too short (minimum is 8 characters)'], $change(['password' => 'short']));
expectErrors('no type', ["Credential type can't be blank"], $client->create('credentials', 'credential', [
    'user_id' => $user->id,
]));
expectErrors('no attributes, as PHP writes them', ["User type can't be blank"], $client->create('users', 'user', []));
$blank = $client->create('users', 'user', ['user_type' => 'human']);
expectErrors('several at once, of which "+=" keeps the first', ["Username can't be blank"], $blank);

expect('delete a credential', 204, $client->delete('credentials', $link, ['request' => $request]));
expect('which is gone', 404, $client->find('credentials', $link));
$types = array_column($client->find('users', $user->id)->credentials, 'credential_type');
step('the user has the others', count($types) === 8 && !in_array('facebook', $types, true));
$renamed = $client->update('users', 'user', $user->id, ['last_name' => 'O’Hara', 'custom' => ['plan' => 'gold']]);
expect('update the user', 200, $renamed, $renamed->name === 'Sally O’Hara' && $renamed->custom === ['plan' => 'gold']);

for ($number = 1; $number <= 5; $number++) {
    expect("create user $number of 5", 201, $client->create('users', 'user', [
        'user_type' => 'api', 'username' => "page-$number",
    ]));
}
$names = [];
for ($after = null, $more = true; $more; $more = $page->more_results) {
    $start = $after === null ? [] : ['after' => $after];
    $page = $client->all('users', ['max_results' => 3, 'sort' => 'username'] + $start);
    expect('list a page of users', 200, $page, count($page->collection) > 0);
    $names = [...$names, ...array_column($page->collection, 'username')];
    $after = $page->collection[array_key_last($page->collection)]['id'];
}
$sorted = $names;
sort($sorted);
step('seven in all, in order', count(array_unique($names)) === 7 && $names === $sorted);
$filtered = $client->all('users', ['username' => 'page-3']);
expect('find one in the list', 200, $filtered, array_column($filtered->collection, 'username') === ['page-3']);
$events = $client->all('events', ['user_id' => $user->id, 'event_type' => 'user.created']);
expect('its event knows the request', 200, $events, $events->collection[0]['request'] === $request);

expect('delete the user', 204, $client->delete('users', $user->id));
expect('who is gone', 404, $client->find('users', $user->id));
expect('with their credentials', 404, $client->find('credentials', $device->id));
expect('delete the realm', 204, $client->delete('realms', $realm->id));
expect('the realm is gone', 404, $client->all('users'));
expect('delete it once more', 204, $client->delete('realms', $realm->id));
