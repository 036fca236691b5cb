import Credentials

extension DeckDescription {
    static let agents = ResourceDescription(
        title: "Agents", about: "What tasks belong to.", id: .id(Agent.self), schemas: ["Agent": agent],
        routes: [
            RouteDescription(
                name: "GET /v2/agents", summary: "List agents", parameters: .deckPage,
                answers: [.found(.deckPage(of: "Agent"))]),
            RouteDescription(
                name: "POST /v2/agents", summary: "Create an agent", body: .object(["name": .filledText()]),
                answers: [.created(.shared("Agent"))]),
            RouteDescription(name: "GET /v2/agents/:id", summary: "Get an agent", answers: [.found(.shared("Agent"))]),
            RouteDescription(
                name: "PATCH /v2/agents/:id", summary: "Change an agent",
                body: .object([:], optional: ["name": .filledText()]), answers: [.found(.shared("Agent"))]),
            RouteDescription(
                name: "DELETE /v2/agents/:id", summary: "Delete an agent without tasks",
                answers: [.found(.deletion(Agent.self, "agent"))]),
        ])

    private static let agent = Schema.resource(Agent.self, "agent", ["name": .text])
}
