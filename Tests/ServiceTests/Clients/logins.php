<?php

// An app whose users log in: each method of the original's PHP client (authrocket-v1.md section 13.1) that
// credentials.php does not call. OAUTH_URL and OAUTH_CLIENT_SECRET say where users come from that have an account
// elsewhere.

declare(strict_types=1);

require __DIR__ . '/app.php';
require __DIR__ . '/jwt.php';

$client = app();
$request = ['ip' => '192.0.2.9', 'client' => 'Firefox/38.0'];
$user = fn (string $name, string $action): string => 'users/' . urlencode($name) . '/' . $action;

// realms
$realm = expect('create a realm', 201, $client->create('realms', 'realm', ['name' => 'PHP logins']));
$client->realm = $realm->id;
step('its key is for HS256', strlen($realm->jwt_key) <= 256 && str_starts_with($realm->jwt_key, 'jsk_'));
step('all realms', in_array($realm->id, array_column($client->all('realms')->collection, 'id'), true));
step('the first of them', is_string($client->first('realms')['id'] ?? null));
$renamed = $client->update('realms', 'realm', $realm->id, ['name' => 'PHP shop']);
expect('update the realm', 200, $renamed, $renamed->name === 'PHP shop');
step('no user yet', $client->first('users') === null);

// users: password logins
$email = 'sally+o@example.com';
$sally = expect('create a user', 201, $client->create('users', 'user', [
    'user_type' => 'human', 'username' => $email, 'email' => $email, 'first_name' => 'Sally', 'last_name' => 'O’Hara',
    'password' => 'a Shop password', 'custom' => ['plan' => 'gold'],
]));
$login = $client->post($user($email, 'authenticate'), ['password' => 'a Shop password', 'request' => $request]);
expect('log in by username', 200, $login, $login->id === $sally->id && $login->object === 'user');
$claims = fromToken($login->token, $realm->jwt_key);
step('the token tells who', [$claims['uid'], $claims['un'], $claims['n']] === [$sally->id, $email, 'Sally O’Hara']);
step('and of the realm', $claims['aud'] === $realm->id && $claims['exp'] - $claims['iat'] === 360 * 60);
$login = $client->post($user($sally->id, 'authenticate'), ['password' => 'a Shop password', 'expand' => 'memberships']);
expect('log in by id', 200, $login, $login->memberships === []);
expectRefusal('a wrong password', 401, $client->post($user($email, 'authenticate'), ['password' => 'wrong horse']));
expectRefusal('somebody unknown', 404, $client->post($user('bob', 'authenticate'), ['password' => 'wrong horse']));
$found = $client->find('users', $email);
expect('the login is remembered', 200, $found, $found->last_login_at > time() - 600 && $found->token === null);
$events = $client->all('events', ['user_id' => $sally->id, 'event_type' => 'user.login', 'direction' => 'asc']);
$types = array_column($events->collection, 'event_type');
step('events tell of them', $types === ['user.login.succeeded', 'user.login.succeeded', 'user.login.failed']);
step('and of the request', $events->collection[0]['request'] === $request);

$change = fn (string $current, string $new) => $client->put($user($email, 'update_password'), ['user' => [
    'current_password' => $current, 'password' => $new, 'password_confirmation' => $new,
]]);
expectErrors('a wrong current password', ['Current password does not match'], $change('wrong', 'another horse'));
$changed = $change('a Shop password', 'another horse');
expect('change the password', 200, $changed, $changed->object === 'user');
$login = $client->post($user($email, 'authenticate'), ['user' => ['password' => 'another horse']]);
expect('log in with the new one, rooted', 200, $login);

$asked = expect('ask for a check of the address', 200, $client->post($user($email, 'request_email_verification')));
step('with a token', $asked->object === 'user' && is_string($asked->token));
step('and noted', $asked->email_verification === 'requested');
$verified = $client->post($user($email, 'verify_email'), ['user' => ['token' => $asked->token]]);
expect('verify it', 200, $verified, $verified->object === 'user' && $verified->email_verification === 'verified');
$again = $client->post($user($email, 'verify_email'), ['user' => ['token' => $asked->token]]);
expectErrors('once', ['Token is not valid'], $again);

$asked = expect('forget the password', 200, $client->post($user($email, 'generate_password_token')));
$token = $asked->password_reset_token;
step('a token for it', preg_match('/^kpw_/', $token) === 1 && $asked->token === $token && $asked->object === 'user');
$reset = fn (string $name, string $token, string $new) => $client->post($user($name, 'reset_password_with_token'), [
    'user' => ['token' => $token, 'password' => $new, 'password_confirmation' => $new],
]);
expectErrors('a short one', ['Password is too short (minimum is 8 characters)'], $reset($email, $token, 'short'));
$done = expect('reset the password', 200, $reset($email, $token, 'a third horse'));
step('and be logged in', $done->object === 'user' && fromToken($done->token, $realm->jwt_key)['uid'] === $sally->id);
expectErrors('the token is spent', ['Token is not valid'], $reset($email, $token, 'a fourth horse'));
expect('log in with it', 200, $client->post($user($email, 'authenticate'), ['password' => 'a third horse']));

// users: two-step logins
$totp = expect('enable TOTP', 201, $client->create('auth_providers', 'auth_provider', ['provider_type' => 'totp']));
$device = expect('add a device', 201, $client->create('credentials', 'credential', [
    'user_id' => $sally->id, 'credential_type' => 'totp', 'name' => 'Phone',
]));
expect('activate it', 200, $client->verify($device->id, code($device->otp_secret)));
$first = $client->post($user($email, 'authenticate'), ['password' => 'a third horse', 'request' => $request]);
expect('the first step', 200, $first, $first->object === 'user' && str_starts_with($first->token, 'kli_'));
$second = fn (string $code) => $client->post($user($email, 'authenticate_code'), [
    'user' => ['token' => $first->token, 'code' => $code], 'request' => $request,
]);
$right = code($device->otp_secret, later: 1);
expectRefusal('a wrong code', 401, $second(sprintf('%06d', ((int) $right + 1) % 1_000_000)));
$login = $second($right);
expect('the second step', 200, $login, fromToken($login->token, $realm->jwt_key)['uid'] === $sally->id);
expectRefusal('is taken once', 401, $second($right));
expect('give up the device', 204, $client->delete('credentials', $device->id));
expect('give up TOTP', 204, $client->delete('auth_providers', $totp->id));

// users: API keys
$robot = expect('create an api user', 201, $client->create('users', 'user', ['user_type' => 'api']));
$login = expect('log in with a key', 200, $client->post('users/authenticate_key', ['api_key' => $robot->api_key]));
$claims = fromToken($login->token, $realm->jwt_key);
step('a token without a session', $claims['uid'] === $robot->id && !str_starts_with($claims['tk'], 'kss_'));
expectRefusal('an unknown key', 401, $client->post('users/authenticate_key', ['api_key' => $robot->api_key . 'x']));

// orgs and memberships
$org = expect('create an org', 201, $client->create('orgs', 'org', ['name' => 'Acme', 'reference' => 'a-1']));
$twin = expect('and one of the same name', 201, $client->create('orgs', 'org', ['name' => 'Acme']));
step('both are listed', count($client->all('orgs')->collection) === 2 && $client->first('orgs')['name'] === 'Acme');
$renamed = $client->update('orgs', 'org', $org->id, ['name' => 'Acme & Söhne']);
expect('rename it', 200, $renamed, $renamed->name === 'Acme & Söhne');
expect('find it', 200, $found = $client->find('orgs', $org->id), $found->reference === 'a-1');
$member = expect('make a member', 201, $client->create('memberships', 'membership', [
    'user_id' => $sally->id, 'org_id' => $org->id, 'permissions' => ['one', 'two'],
]));
expectErrors('once', ['User has already been taken'], $client->create('memberships', 'membership', [
    'user_id' => $sally->id, 'org_id' => $org->id,
]));
$changed = $client->update('memberships', 'membership', $member->id, ['permissions' => 'three']);
expect('change it', 200, $changed, $changed->permissions === ['three']);
expect('find it', 200, $found = $client->find('memberships', $member->id), $found->org_id === $org->id);
$members = $client->all('memberships', ['org_id' => $org->id]);
expect('list the members', 200, $members, $members->collection[0]['user']['id'] === $sally->id);
step('or the orgs', $client->first('memberships', ['user_id' => $sally->id])['org']['name'] === 'Acme & Söhne');
$rich = $client->update('realms', 'realm', $realm->id, ['jwt_fields' => ['custom', 'memberships', 'orgs']]);
expect('tell of them in tokens', 200, $rich);
$login = expect('log in', 200, $client->post($user($email, 'authenticate'), [
    'password' => 'a third horse', 'expand' => 'memberships',
]));
step('with the memberships', $login->memberships[0]['org']['id'] === $org->id && $login->membership_count === 1);
$claims = fromToken($login->token, $realm->jwt_key);
step('custom attributes in the token', $claims['cs'] === ['plan' => 'gold']);
$shown = $claims['m'][0];
step('and the org', [$shown['oid'], $shown['o'], $shown['p']] === [$org->id, 'Acme & Söhne', ['three']]);
expect('end the membership', 204, $client->delete('memberships', $member->id));
expect('delete the org', 204, $client->delete('orgs', $org->id));
expect('and the other', 204, $client->delete('orgs', $twin->id));
step('none is left', $client->all('orgs')->collection === []);

// sessions
$session = expect('begin a session', 201, $client->create('sessions', 'session', [
    'user_id' => $sally->id, 'request' => $request,
]));
$claims = fromToken($session->token, $realm->jwt_key);
step('its token', $claims['tk'] === $session->id && $claims['exp'] === $session->expires_at);
$found = $client->find('sessions', $session->id);
expect('find it', 200, $found, $found->user['id'] === $sally->id && $found->request === $request && !$found->token);
expect('find it by its token', 200, $found = $client->find('sessions', $session->token), $found->id === $session->id);
$listed = array_column($client->all('sessions', ['user_id' => $sally->id])->collection, 'id');
step('it is listed', in_array($session->id, $listed, true));
expect('end it', 204, $client->delete('sessions', $session->id));
expectRefusal('it is gone', 404, $client->find('sessions', $session->token));
$modern = $client->update('realms', 'realm', $realm->id, ['jwt_algo' => 'rs256']);
expect('sign with RS256', 200, $modern, str_starts_with($modern->jwt_key, '-----BEGIN PUBLIC KEY-----'));
$session = expect('begin another', 201, $client->create('sessions', 'session', ['user_id' => $sally->id]));
step('with an RS256 token', fromToken($session->token, $modern->jwt_key)['tk'] === $session->id);
step('not under the other key', fromToken($session->token, $realm->jwt_key) === null);

// auth providers
$shop = getenv('OAUTH_URL');
$provider = expect('trust another service', 201, $client->create('auth_providers', 'auth_provider', [
    'provider_type' => 'oauth2', 'name' => 'Elsewhere', 'client_id' => 'shop',
    'client_secret' => getenv('OAUTH_CLIENT_SECRET'), 'scopes' => 'openid email',
    'authorization_endpoint' => "$shop/authorize", 'token_endpoint' => "$shop/token",
    'userinfo_endpoint' => "$shop/userinfo",
]));
$types = array_column($client->all('auth_providers')->collection, 'provider_type');
step('it is listed', $types === ['password', 'oauth2']);
step('the first is another', $client->first('auth_providers')['provider_type'] === 'password');
$renamed = $client->update('auth_providers', 'auth_provider', $provider->id, ['name' => 'There']);
expect('rename it', 200, $renamed, $renamed->name === 'There');
expect('find it', 200, $found = $client->find('auth_providers', $provider->id), $found->client_id === 'shop');
$back = 'https://shop.example/back';
$listed = $client->all('auth_providers/authorize', ['redirect_uri' => $back, 'nonce' => 'n-1']);
expect('where to log in', 200, $listed, array_column($listed->collection, 'id') === [$provider->id]);
$choice = $client->all('auth_providers/' . $provider->id . '/authorize', ['redirect_uri' => $back]);
expect('or at this one', 200, $choice, $choice->provider_type === 'oauth2');

// What the user's browser does: the code and the state come back in a redirection.
function visit(string $url): array
{
    $page = curl_init($url);
    curl_setopt_array($page, [CURLOPT_RETURNTRANSFER => true, CURLOPT_FOLLOWLOCATION => false]);
    curl_exec($page);
    parse_str(parse_url(curl_getinfo($page, CURLINFO_REDIRECT_URL), PHP_URL_QUERY) ?? '', $query);
    return ['code' => $query['code'], 'state' => $query['state']];
}

$returned = visit($listed->collection[0]['url'] . '&login_hint=ann');
$login = $client->post('auth_providers/authorize', $returned + ['nonce' => 'n-1', 'request' => $request]);
expect('log in from there', 200, $login, $login->object === 'user' && $login->email === 'ann@id.example');
step('with a token', fromToken($login->token, $modern->jwt_key)['uid'] === $login->id);
$again = $client->post('auth_providers/authorize', $returned + ['nonce' => 'n-1']);
step('once', $again->status === 422 && str_contains($again->errors[0], 'Error validating code'), $again);
$link = $login->credentials[0];
step('a credential links them', $link['credential_type'] === 'oauth2' && $link['provider_user_id'] === 'id-ann');
$token = $client->find('credentials', $link['id'])->access_token;
$again = $client->post('auth_providers/authorize', visit($choice->url . '&login_hint=ann'));
expect('log in once more', 200, $again, $again->id === $login->id);
$login = $client->post('auth_providers/' . $provider->id . '/authorize', ['access_token' => $token]);
expect('log in with a token', 200, $login, $login->id === $again->id);
expect('trust them no longer', 204, $client->delete('credentials', $link['id']));
expect('nor the service', 204, $client->delete('auth_providers', $provider->id));

$reset = $client->post('realms/' . urlencode($realm->id) . '/reset');
expect('reset the realm', 200, $reset);
step('nobody is left', $client->first('users') === null);
expect('delete the realm', 204, $client->delete('realms', $realm->id));
expectRefusal('it is gone', 404, $client->find('realms', $realm->id));
expect('delete it once more', 204, $client->delete('realms', $realm->id));
