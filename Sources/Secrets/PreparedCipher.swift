import CSodium
import Crypto
import Synchronization

/// What ``Cipher`` does, with the key made ready once, by libsodium, which has AES-256-GCM only for processors with
/// instructions for it.
///
/// swift-crypto reads the key and copies all parts anew for each value (measured on a Xeon with VAES: two of 49 bytes each were
/// 6.8 % of what a login with a key costs a worker, here 1.1 %).
final class PreparedCipher: Sendable {
    private static let isAvailable = Sodium.isReady && crypto_aead_aes256gcm_is_available() == 1

    /// Behind a lock because a pointer is not Sendable, though libsodium only reads there: whatever is sealed and opened with one
    /// key in a process goes through it, for about a microsecond each.
    private let schedule: Mutex<KeySchedule>

    /// - Returns: `nil` where the processor has no such instructions, or the key has not 256 bits.
    init?(_ key: SymmetricKey) {
        guard Self.isAvailable, key.bitCount == 256 else { return nil }
        schedule = Mutex(KeySchedule(key))
    }

    /// The sealed form of ``Cipher``.
    ///
    /// - Parameter nonce: 12 bytes, never used before under this key.
    func seal(
        _ plaintext: [UInt8], nonce: [UInt8] = RandomToken.bytes(Cipher.nonceLength), authenticating data: [UInt8]
    ) throws(SealError) -> [UInt8] {
        precondition(nonce.count == Cipher.nonceLength)
        var box = [UInt8](repeating: 0, count: plaintext.count + Cipher.overhead - Cipher.nonceLength)
        let isSealed = schedule.withLock { schedule in
            unsafe crypto_aead_aes256gcm_encrypt_afternm(
                &box, nil, plaintext, UInt64(plaintext.count), data, UInt64(data.count), nil, nonce, schedule.state)
                == 0
        }
        guard isSealed else { throw .cipherFailed }
        return nonce + box
    }

    /// Opens what either cipher sealed.
    func open(_ sealed: ArraySlice<UInt8>, authenticating data: [UInt8]) throws(SealError) -> [UInt8] {
        guard sealed.count >= Cipher.overhead else { throw .malformed }
        var plaintext = [UInt8](repeating: 0, count: sealed.count - Cipher.overhead)
        let isOpen = schedule.withLock { schedule in
            unsafe sealed.withUnsafeBufferPointer { sealed in
                guard let nonce = sealed.baseAddress else { return false }
                let (box, length) = unsafe (nonce + Cipher.nonceLength, sealed.count - Cipher.nonceLength)
                return unsafe crypto_aead_aes256gcm_decrypt_afternm(
                    &plaintext, nil, nil, box, UInt64(length), data, UInt64(data.count), nonce, schedule.state) == 0
            }
        }
        guard isOpen else { throw .notAuthentic }
        return plaintext
    }
}

/// A key as libsodium wants it; wiped when it goes.
@safe
private struct KeySchedule: ~Copyable {
    let state: UnsafeMutablePointer<crypto_aead_aes256gcm_state>

    init(_ key: SymmetricKey) {
        let state = UnsafeMutablePointer<crypto_aead_aes256gcm_state>.allocate(capacity: 1)
        let isMade = unsafe key.withUnsafeBytes { key in
            guard let bytes = unsafe key.bindMemory(to: UInt8.self).baseAddress else { return false }
            return unsafe crypto_aead_aes256gcm_beforenm(state, bytes) == 0
        }
        precondition(isMade, "nothing may be sealed under a key that is not there")
        unsafe self.state = state
    }

    deinit {
        unsafe sodium_memzero(state, MemoryLayout<crypto_aead_aes256gcm_state>.size)
        unsafe state.deallocate()
    }
}
