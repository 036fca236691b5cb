import Foundation
import Testing

/// What a story promises, the figures that it saw, and which of them break the promise.
///
///     try Promise.tell("Database killed", "Every acknowledged write is there.") { promise in
///         …
///         promise.note("acknowledged", count)
///         promise.expect("lost", lost, atMost: 0)
///     }
struct Promise {
    private let story: String
    private let sentence: String
    /// What was noted, without repetitions.
    private var figures: [String] = []
    private var breaches: [String] = []

    private init(_ story: String, _ sentence: String) {
        self.story = story
        self.sentence = sentence
    }

    /// Tells a story: prints at its end whether the promise was held, with the figures, and adds that line to the file
    /// that `CREDENCE_FIGURES` names. A broken promise fails the test.
    static func tell(
        _ story: String, _ sentence: String, location: SourceLocation = #_sourceLocation,
        _ body: (inout Promise) throws -> Void
    ) {
        var promise = Promise(story, sentence)
        let start = ContinuousClock.now
        do { try body(&promise) } catch { promise.breaches.append("the story could not be told: \(error)") }
        promise.note("took", ContinuousClock.now - start)
        promise.conclude(location)
    }

    /// Adds a figure.
    mutating func note(_ name: String, _ value: Int) {
        note("\(name)=\(value)")
    }

    /// Adds something that is no figure, in words.
    mutating func note(_ name: String, _ words: String) {
        note("\(name)=\"\(words)\"")
    }

    /// Adds a time, in seconds.
    mutating func note(_ name: String, _ value: Duration) {
        note("\(name)=\(value.inSeconds)")
    }

    /// Adds a figure that breaks the promise when it is higher.
    mutating func expect(_ name: String, _ value: Int, atMost limit: Int) {
        note(name, value)
        if value > limit { breaches.append("\(name) is \(value), more than \(limit)") }
    }

    /// Adds a figure that breaks the promise when it is lower.
    mutating func expect(_ name: String, _ value: Int, atLeast limit: Int) {
        note(name, value)
        if value < limit { breaches.append("\(name) is \(value), less than \(limit)") }
    }

    /// Adds a figure that breaks the promise when it is another.
    mutating func expect(_ name: String, _ value: Int, exactly right: Int) {
        note(name, value)
        if value != right { breaches.append("\(name) is \(value), not \(right)") }
    }

    /// Adds a time that breaks the promise when it is longer than ``Scale/limit(_:)`` of what is said.
    mutating func expect(_ name: String, _ value: Duration, atMost strictLimit: Duration) {
        note(name, value)
        let limit = Scale.limit(strictLimit)
        if value > limit { breaches.append("\(name) is \(value.inSeconds), longer than \(limit.inSeconds)") }
    }

    /// Adds what was seen and must not have been.
    mutating func breach(_ what: String) {
        breaches.append(what)
    }

    private mutating func note(_ figure: String) {
        if !figures.contains(figure) { figures.append(figure) }
    }

    private func conclude(_ location: SourceLocation) {
        let fields = [breaches.isEmpty ? "held" : "BROKEN", story, sentence, figures.joined(separator: " ")]
        let line = (fields + breaches).joined(separator: "\t")
        print("promise \(line.replacing("\t", with: " | "))")
        if let path = ProcessInfo.processInfo.environment["CREDENCE_FIGURES"] { Self.append(line + "\n", to: path) }
        if !breaches.isEmpty {
            Issue.record(
                "\(story): \(breaches.joined(separator: "; ")) (\(figures.joined(separator: " ")))",
                sourceLocation: location)
        }
    }

    private static func append(_ line: String, to path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        defer { close(descriptor) }
        guard write(descriptor, line, line.utf8.count) == line.utf8.count else {
            Issue.record("\(path) cannot be written")
            return
        }
    }
}

extension Duration {
    /// The time with milliseconds, such as `1.250s`.
    var inSeconds: String {
        String(format: "%.3fs", Double(components.seconds) + Double(components.attoseconds) / 1e18)
    }
}
