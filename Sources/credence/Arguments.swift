public import ArgumentParser
public import Credentials

extension Identifier: ExpressibleByArgument {
    /// Reads an id as it is printed.
    public init?(argument: String) {
        self.init(argument)
    }
}

extension Permission: ExpressibleByArgument {}
extension WorkerScope: ExpressibleByArgument {}
