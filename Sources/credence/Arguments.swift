public import ArgumentParser
public import Credentials

extension Identifier: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(argument)
    }
}

extension Permission: ExpressibleByArgument {}
