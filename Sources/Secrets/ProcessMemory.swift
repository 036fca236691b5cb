import CProcess
import Glibc

/// The memory of this process, in which keys and passwords lie in the clear.
public enum ProcessMemory {
    /// Keeps it from being written to disk by a crash, and from being read by other processes of the same user.
    ///
    /// A core size of zero is not enough: a `core_pattern` that begins with a pipe gets the memory all the same. A process
    /// that may not be dumped (prctl(2), `PR_SET_DUMPABLE`) gives its core to nobody, and its `/proc/PID/mem` and
    /// `/proc/PID/environ` to the administrator alone. Children inherit the core size of zero; that they may not be dumped
    /// they inherit only until they execute a program.
    ///
    /// Swift's own crash handler, which prints what the registers point to, is switched off. So a crash leaves no trace but
    /// the number of the signal, which whoever started the process sees.
    ///
    /// - Throws: ``ProcessMemoryError`` when the kernel refuses.
    public static func protect() throws(ProcessMemoryError) {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0 else {
            throw ProcessMemoryError(call: "setrlimit", errno: errno)
        }
        for fault in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(fault, SIG_DFL) }
        guard process_set_undumpable() == 0 else { throw ProcessMemoryError(call: "prctl", errno: errno) }
    }

    /// Keeps what is freed small (mallopt(3)). Threads share heaps: by itself glibc gives nearly every thread one of its own,
    /// each of which keeps the most that it ever held. Blocks of 1 MiB and more, as those that some hashes work in, go back
    /// to the system at once: by itself glibc keeps up to 32 MiB once such a block was freed.
    ///
    /// - Parameter cores: as many heaps, two at least.
    public static func limitHeaps(cores: Int) {
        mallopt(M_ARENA_MAX, Int32(clamping: max(2, cores)))
        mallopt(M_MMAP_THRESHOLD, 1 << 20)
    }
}
