<?php

// An app that manages its users' credentials.

declare(strict_types=1);

require __DIR__ . '/app.php';

$client = app();
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
