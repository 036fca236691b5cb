<?php

// What a PHP app has of the original's PHP client, on php-curl: JSON with a root element and the type header on every
// request, ids in paths through urlencode(), the messages of errors joined with "+=". CREDENCE_URL and CREDENCE_API_KEY
// say where and as whom. Each step of a script is one line; the script ends with 1 at the first wrong answer.

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

    public function first(string $path, array $parameters = []): ?array
    {
        return $this->all($path, $parameters + ['max_results' => 1])->collection[0] ?? null;
    }

    // What has no root element: PHP's empty array stands for an empty object.
    public function post(string $path, ?array $parameters = null): Response
    {
        return $this->send('POST', $path, $parameters === null ? null : json_encode($parameters));
    }

    public function put(string $path, array $parameters): Response
    {
        return $this->send('PUT', $path, json_encode($parameters));
    }

    public function verify(string $id, string $code): Response
    {
        return $this->post('credentials/' . urlencode($id) . '/verify', ['credential' => ['code' => $code]]);
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

function expectRefusal(string $what, int $status, Response $response): void
{
    expect($what, $status, $response, is_string($response->error) && $response->errors === []);
}

function expectErrors(string $what, array $messages, Response $response): void
{
    expect($what, 422, $response, $response->errors === $messages && $response->fields === null);
}

function code(string $secret, int $later = 0): string
{
    $bits = '';
    foreach (str_split($secret) as $digit) {
        $bits .= sprintf('%05b', strpos('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', $digit));
    }
    $key = implode('', array_map(fn ($byte) => chr(bindec($byte)), str_split($bits, 8)));
    $hash = hash_hmac('sha1', pack('J', intdiv(time(), 30) + $later), $key, true);
    $number = unpack('N', $hash, ord($hash[19]) & 15)[1] & 0x7fffffff;
    return sprintf('%06d', $number % 1_000_000);
}

function app(): Client
{
    return new Client(getenv('CREDENCE_URL') . '/v1', getenv('CREDENCE_API_KEY'));
}
