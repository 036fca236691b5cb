import CCurl
import Glibc

/// One request by libcurl's easy interface, its handle and header list freed in `deinit`.
///
/// Not to be shared between threads: "you must never share the same handle in multiple threads" (libcurl-thread(3)).
@safe
struct Transfer: ~Copyable {
    private let handle: UnsafeMutableRawPointer

    init() throws(OutgoingError) {
        guard Self.library == CURLE_OK, let handle = unsafe curl_easy_init() else {
            throw .failed(code: Int(CURLE_FAILED_INIT.rawValue))
        }
        unsafe self.handle = handle
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
    }

    /// The library wants to be set up before any thread uses it (curl_global_init(3)).
    private static let library: CURLcode = {
        // OpenSSL writes with write(2), and libcurl leaves signals alone when told not to use them (CURLOPT_NOSIGNAL(3)).
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_ALL))
    }()

    /// Performs the request.
    func run(_ request: OutgoingRequest, for client: OutgoingClient) throws(OutgoingError) -> OutgoingResponse {
        let headers = try HeaderList(request.headers)
        let exchange = Exchange(client)
        configure(client)
        describe(request, headers)
        let code = perform(exchange)
        let isCut = exchange.isCutInBody && request.excess == .isCut
        guard code == CURLE_OK || isCut else { throw OutgoingError(code, exchange) }
        withExtendedLifetime(headers) {}
        return OutgoingResponse(status: status, body: exchange.body)
    }

    private func configure(_ client: OutgoingClient) {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        if let authorities = client.authorities { set(CURLOPT_CAINFO, authorities) }
        set(CURLOPT_NOSIGNAL, 1)
        // A time-out must not wait for the resolver's thread, which ends by itself.
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, client.connectTimeout.milliseconds)
        set(CURLOPT_TIMEOUT_MS, client.timeout.milliseconds)
    }

    private func describe(_ request: OutgoingRequest, _ headers: borrowing HeaderList) {
        set(CURLOPT_URL, request.url.text)
        unsafe credence_curl_set_list(handle, CURLOPT_HTTPHEADER, headers.first)
        guard case .post(let body) = request.method else { return }
        set(CURLOPT_POST, 1)
        unsafe credence_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, body.count)
        // With this option libcurl copies as many bytes as the size set before says, NUL or not.
        unsafe credence_curl_set_bytes(handle, CURLOPT_COPYPOSTFIELDS, body)
    }

    private func perform(_ exchange: Exchange) -> CURLcode {
        let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA] {
            unsafe credence_curl_set_pointer(handle, option, context)
        }
        unsafe credence_curl_set_data_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
            let exchange = unsafe Exchange.from(context)
            let part = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
            return unsafe exchange?.receive(part) == true ? count : 0
        }
        unsafe credence_curl_set_data_callback(handle, CURLOPT_HEADERFUNCTION) { _, _, count, context in
            unsafe Exchange.from(context)?.receiveHeader(ofLength: count) == true ? count : 0
        }
        unsafe credence_curl_set_socket_callback(handle) { context, _, target in
            guard let target = unsafe target, unsafe Exchange.from(context)?.admits(IPAddress(target)) == true
            else { return CURL_SOCKET_BAD }
            let type = unsafe target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
            return unsafe socket(target.pointee.family, type, target.pointee.protocol)
        }
        return withExtendedLifetime(exchange) { unsafe curl_easy_perform(handle) }
    }

    private var status: Int {
        var status = 0
        unsafe credence_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    private func set(_ option: CURLoption, _ value: Int) {
        unsafe credence_curl_set_number(handle, option, value)
    }

    private func set(_ option: CURLoption, _ value: String) {
        unsafe credence_curl_set_text(handle, option, value)
    }
}

extension Exchange {
    fileprivate static func from(_ context: UnsafeMutableRawPointer?) -> Exchange? {
        unsafe context.map { unsafe Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }
}

extension Duration {
    /// Whole milliseconds, at least one: for libcurl zero means without limit.
    fileprivate var milliseconds: Int {
        max(1, Int(self / .milliseconds(1)))
    }
}
