import Synchronization

/// Where connections come in: the listener, as long as there is room.
final class Entrance: Sendable {
    /// Why no more connections are taken for now.
    enum Pause {
        case full
        case exhausted
    }

    private struct State: ~Copyable {
        var listener: Listener?
        var isWatched = false
    }

    private let state: Mutex<State>
    private let maximum: Int
    private let waiting = Atomic(false)

    init(_ configuration: Configuration) throws(ServerError) {
        state = Mutex(State(listener: try Listener(configuration.listen)))
        maximum = max(1, configuration.maximumConnections)
    }

    /// The TCP port; nil for other kinds of socket.
    var port: UInt16? {
        state.withLock { state in
            guard let number = state.listener?.descriptor.number else { return nil }
            return System.port(of: number)
        }
    }

    /// Whether, when it was last looked, there was no room for some who waited outside.
    var hasWaiting: Bool {
        waiting.load(ordering: .relaxed)
    }

    /// Begins or goes on to accept.
    func open(_ poller: borrowing Poller) {
        state.withLock { state in
            guard !state.isWatched, let number = state.listener?.descriptor.number else { return }
            state.isWatched = (try? poller.watchListener(number)) != nil
        }
    }

    /// Accepts what waits; tells why it had to stop accepting, if it had to.
    func accept(into connections: Connections, _ poller: borrowing Poller) -> Pause? {
        state.withLock { state in
            guard let number = state.listener?.descriptor.number else { return nil }
            // Before anybody gets in: whoever does may be answered at once.
            waiting.store(false, ordering: .relaxed)
            let pause = accept(from: number, into: connections, poller)
            waiting.store(pause != nil, ordering: .relaxed)
            if pause != nil, state.isWatched {
                poller.forget(number)
                state.isWatched = false
            }
            return pause
        }
    }

    /// Stops listening for good; `takingBacklog` accepts those who already wait.
    func close(takingBacklog: Bool, into connections: Connections, _ poller: borrowing Poller) {
        state.withLock { state in
            guard let number = state.listener?.descriptor.number else { return }
            state.listener?.unlink()
            if takingBacklog { _ = accept(from: number, into: connections, poller) }
            poller.forget(number)
            state.listener = nil
            state.isWatched = false
        }
    }

    private func accept(from listener: Int32, into connections: Connections, _ poller: borrowing Poller) -> Pause? {
        while connections.count < maximum {
            switch System.accept(from: listener) {
            case .connection(let number): admit(Descriptor(number), into: connections, poller)
            case .vanished: continue
            case .nobody: return nil
            case .exhausted: return .exhausted
            }
        }
        return System.isReadable(listener, within: .zero) ? .full : nil
    }

    private func admit(_ descriptor: consuming Descriptor, into connections: Connections, _ poller: borrowing Poller) {
        System.prepareConnection(descriptor.number)
        let connection = connections.add(descriptor)
        guard (try? poller.watch(connection)) != nil else { return connections.remove(connection) }
    }
}
