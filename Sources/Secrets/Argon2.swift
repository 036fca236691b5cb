import CArgon2
import Glibc

/// The safe face of libargon2: one call, everything given.
///
/// The library wipes its working memory. It starts threads only for hashes with more than one lane.
enum Argon2 {
    static func tag(
        of password: [UInt8], salt: [UInt8], length: Int, _ parameters: Argon2Parameters
    ) throws(HashingError) -> [UInt8] {
        var (password, salt) = (password, salt)
        var tag = [UInt8](repeating: 0, count: length)
        var context = unsafe argon2_context()
        unsafe context.t_cost = parameters.passes
        unsafe context.m_cost = parameters.memory
        unsafe context.lanes = parameters.lanes
        unsafe context.threads = parameters.lanes
        unsafe context.version = parameters.version.rawValue
        unsafe context.allocate_cbk = { unsafe Argon2Memory.allocate($0, $1) }
        unsafe context.free_cbk = { unsafe Argon2Memory.free($0, $1) }
        let code = unsafe password.withUnsafeMutableBufferPointer { password in
            unsafe salt.withUnsafeMutableBufferPointer { salt in
                unsafe tag.withUnsafeMutableBufferPointer { tag in
                    unsafe (context.pwd, context.pwdlen) = (password.baseAddress, UInt32(password.count))
                    unsafe (context.salt, context.saltlen) = (salt.baseAddress, UInt32(salt.count))
                    unsafe (context.out, context.outlen) = (tag.baseAddress, UInt32(tag.count))
                    return unsafe argon2_ctx(&context, parameters.variant.type)
                }
            }
        }
        guard code == ARGON2_OK.rawValue else { throw .failed(code: Int(code)) }
        return tag
    }
}

/// The memory that a hash works in: given back at once, and on huge pages where the kernel has some, because it is walked
/// through at random.
private enum Argon2Memory {
    private static let pageSize = 2 << 20

    static func allocate(_ memory: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, _ size: Int) -> Int32 {
        // A page more, of which what does not lie on the pages' boundaries is given back.
        let (size, mapped) = (rounded(size), rounded(size) + pageSize)
        let start = unsafe mmap(nil, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start = unsafe start, unsafe start != MAP_FAILED else {
            return ARGON2_MEMORY_ALLOCATION_ERROR.rawValue
        }
        let offset = rounded(Int(bitPattern: start)) - Int(bitPattern: start)
        let aligned = unsafe start + offset
        if offset > 0 { unsafe munmap(start, offset) }
        unsafe munmap(aligned + size, pageSize - offset)
        unsafe madvise(aligned, size, MADV_HUGEPAGE)
        unsafe memory?.pointee = unsafe aligned.assumingMemoryBound(to: UInt8.self)
        return ARGON2_OK.rawValue
    }

    static func free(_ memory: UnsafeMutablePointer<UInt8>?, _ size: Int) {
        unsafe munmap(memory, rounded(size))
    }

    private static func rounded(_ size: Int) -> Int {
        (size + pageSize - 1) / pageSize * pageSize
    }
}

extension Argon2Parameters.Variant {
    fileprivate var type: argon2_type {
        switch self {
        case .argon2d: Argon2_d
        case .argon2i: Argon2_i
        case .argon2id: Argon2_id
        }
    }
}
