<?php

// An app that has its users' logins on another site proven, by /v2 on php-curl. CREDENCE_URL and CREDENCE_V2_KEY say where
// and as whom, PORTAL_URL which site. Each step is one line; the script ends with 1 at the first wrong answer.

declare(strict_types=1);

final class Vault
{
    public int $status = 0;

    public function __construct(private readonly string $url, private readonly string $key)
    {
    }

    public function call(string $method, string $path, ?array $body = null, array $headers = []): array
    {
        $request = curl_init("$this->url/v2/$path");
        curl_setopt_array($request, [
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_HTTPHEADER => ["Authorization: Bearer $this->key", 'Content-Type: application/json', ...$headers],
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT => 30,
        ]);
        if ($body !== null) {
            curl_setopt($request, CURLOPT_POSTFIELDS, json_encode($body, JSON_THROW_ON_ERROR));
        }
        $answer = curl_exec($request);
        if ($answer === false) {
            throw new RuntimeException(curl_error($request));
        }
        $this->status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
        return json_decode($answer, true, 64, JSON_THROW_ON_ERROR);
    }

    // Every page of a list, one item after the other.
    public function all(string $path, array $parameters): Generator
    {
        do {
            $page = $this->call('GET', "$path?" . http_build_query($parameters));
            yield from $page['data'];
            $parameters['cursor'] = $page['next_cursor'];
        } while ($page['has_more']);
    }

    public function end(array $run): array
    {
        for ($tries = 0; !in_array($run['status'], ['completed', 'failed', 'canceled'], true); $tries++) {
            step('the run goes on', $tries < 600);
            usleep(100_000);
            $run = $this->call('GET', "task-runs/{$run['id']}");
        }
        return $run;
    }
}

function step(string $what, bool $succeeded): void
{
    if (!$succeeded || $what !== 'the run goes on') {
        echo $succeeded ? 'ok    ' : 'WRONG ', $what, "\n";
    }
    if (!$succeeded) {
        exit(1);
    }
}

$vault = new Vault(getenv('CREDENCE_URL'), getenv('CREDENCE_V2_KEY'));
step('the service is ready', $vault->call('GET', 'test')['status'] === 'ready');

$source = $vault->call('POST', 'sources', ['type' => 'website', 'website' => ['url' => getenv('PORTAL_URL')]]);
step('create a source', $vault->status === 201 && $source['object'] === 'source');

$once = ['Idempotency-Key: ' . bin2hex(random_bytes(16))];
$login = [
    'source_id' => $source['id'], 'auth_method' => 'username_password', 'external_id' => 'tenant9:user41',
    'auth_credentials' => [
        'username' => 'ines', 'password' => 'correct-horse', 'source_fields' => ['company_id' => 'ACME-77'],
    ],
];
$credential = $vault->call('POST', 'credentials', $login, $once);
step('create a credential', $vault->status === 201 && $credential['status'] === 'unverified');
$again = $vault->call('POST', 'credentials', $login, $once);
step('once, however often it is sent', $vault->status === 201 && $again === $credential);
$summary = ['username' => 'ines', 'source_fields' => ['company_id' => 'ACME-77']];
step('its password is not shown', $credential['auth_credentials'] === $summary);

foreach ($vault->all('tasks', ['limit' => 1]) as $task) {
    if ($task['name'] === 'Verify login') {
        break;
    }
}
step('find the task that proves a login', $task['name'] === 'Verify login');
$run = $vault->call('POST', "tasks/{$task['id']}/run", ['credential_id' => $credential['id']]);
step('begin a run', $vault->status === 201 && $run['status'] === 'queued');
$run = $vault->end($run);
step('it succeeds', $run['status'] === 'completed' && $run['result'] === 'success' && $run['errors'] === []);
$found = $vault->call('GET', 'credentials?' . http_build_query(['external_id' => 'tenant9:user41', 'status' => 'verified']));
step('the credential is verified', in_array($credential['id'], array_column($found['data'], 'id'), true));

$change = ['auth_credentials' => ['password' => 'wrong-horse']];
$changed = $vault->call('PATCH', "credentials/{$credential['id']}", $change);
step('change the password to a wrong one', $vault->status === 200 && $changed['status'] === 'unverified');
$run = $vault->end($vault->call('POST', "tasks/{$task['id']}/run", ['credential_id' => $credential['id']]));
step('the run fails', $run['status'] === 'failed' && $run['errors'][0]['code'] === 'auth_invalid');
$shown = $vault->call('GET', "credentials/{$credential['id']}");
step('the credential is invalid', $shown['status'] === 'invalid');

$wrong = $vault->call('POST', 'credentials', ['external_id' => 'tenant9']);
step('a missing source is told', $vault->status === 400 && $wrong['errors'][0]['field'] === 'source_id');
$deleted = $vault->call('DELETE', "credentials/{$credential['id']}");
step('delete the credential', $vault->status === 200 && $deleted['deleted'] === true);
$refused = $vault->call('POST', "tasks/{$task['id']}/run", ['credential_id' => $credential['id']]);
step('it runs no more', $vault->status === 409 && $refused['errors'][0]['code'] === 'credential_deleted');
$vault->call('DELETE', "credentials/{$credential['id']}");
step('delete it once more', $vault->status === 200);
