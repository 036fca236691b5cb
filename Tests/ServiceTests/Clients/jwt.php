<?php

// Login tokens read by the JWT library "web-token", which Debian ships inside ldap-account-manager; PHP_JWT names its
// autoloader. That copy lacks HS256, which is therefore an algorithm of our own within the library, on hash_hmac().

declare(strict_types=1);

require getenv('PHP_JWT');

use Jose\Component\Core\AlgorithmManager;
use Jose\Component\Core\JWK;
use Jose\Component\KeyManagement\JWKFactory;
use Jose\Component\Signature\Algorithm\MacAlgorithm;
use Jose\Component\Signature\Algorithm\RS256;
use Jose\Component\Signature\JWSVerifier;
use Jose\Component\Signature\Serializer\CompactSerializer;

final class HS256 implements MacAlgorithm
{
    public function name(): string
    {
        return 'HS256';
    }

    public function allowedKeyTypes(): array
    {
        return ['oct'];
    }

    public function hash(JWK $key, string $input): string
    {
        return hash_hmac('sha256', $input, base64_decode(strtr($key->get('k'), '-_', '+/')), true);
    }

    public function verify(JWK $key, string $input, string $signature): bool
    {
        return hash_equals($this->hash($key, $input), $signature);
    }
}

// As the original's Session::fromToken(): the claims, or null. Long keys are RS256's.
function fromToken(string $token, string $key): ?array
{
    $jwk = strlen($key) > 256
        ? JWKFactory::createFromKey($key)
        : new JWK(['kty' => 'oct', 'k' => rtrim(strtr(base64_encode($key), '+/', '-_'), '=')]);
    $algorithm = strlen($key) > 256 ? new RS256() : new HS256();
    $signed = (new CompactSerializer())->unserialize($token);
    $header = $signed->getSignature(0)->getProtectedHeader();
    $verifier = new JWSVerifier(new AlgorithmManager([$algorithm]));
    if ($header['alg'] !== $algorithm->name() || !$verifier->verifyWithKey($signed, $jwk, 0)) {
        return null;
    }
    $claims = json_decode($signed->getPayload(), true, 32, JSON_THROW_ON_ERROR);
    $now = time();
    return $claims['iat'] <= $now && $claims['exp'] > $now ? $claims : null;
}
