import Credentials
import JSON
import Secrets

extension User {
    /// What an event about the user shows.
    var subject: Event.Subject { Event.Subject(realm: realm, user: id) }

    /// The user as a list shows them.
    func listed(custom showsCustom: Bool) -> JSONObject {
        API.representation(id.description, "user", members(custom: showsCustom))
    }

    /// The user as an object of its own, with their credentials (authrocket-v1.md section 6.3).
    ///
    /// - Parameters:
    ///   - membershipCount: how many the user has, shown or not.
    ///   - memberships: what was asked to be shown of them; `nil` for nothing.
    ///   - key: an API key that was just made, which the realm's policy may not let be read.
    func representation(
        credentials: [CredentialSummary], membershipCount: Int, memberships: [JSON]?, key: Secret?
    ) -> JSONObject {
        let first = credentials.first { $0.type == .apiKey }
        let more: ShownMembers = [
            "api_key": (key ?? first?.apiKey).map { .text($0.reveal()) },
            "credentials": .array(
                credentials.map { .object($0.representation(key: $0.id == first?.id ? key : nil)) }),
            "membership_count": JSON(membershipCount),
            "memberships": memberships.map { .array($0) },
        ]
        return API.representation(id.description, "user", members(custom: true) + more)
    }

    private func members(custom showsCustom: Bool) -> ShownMembers {
        let members: ShownMembers = [
            "created_at": .precise(id.createdAt),
            "custom": showsCustom ? .object(custom) : nil,
            "email": JSON(email),
            "last_login_at": lastLoginAt.map { .precise($0) } ?? .null,
            "name": .text(name),
            "realm_id": JSON(realm),
            "reference": JSON(reference),
            "state": JSON(state),
            "user_type": JSON(type),
            "username": .text(username),
        ]
        guard type == .human else { return members }
        return members + [
            "email_verification": JSON(emailVerification), "first_name": JSON(firstName), "last_name": JSON(lastName),
        ]
    }
}

extension Attributes {
    /// A new user of the realm; what is wrong with them is noted.
    ///
    /// - Throws: `invalid` when the type of user, on which everything else depends, is missing or unknown.
    mutating func newUser(_ policy: RealmPolicy) throws(Failure) -> User {
        let type = requiredWord("user_type", UserType.self)
        try check()
        var user = User(
            id: IdentifierGenerator.shared.next(), realm: policy.realm, type: type ?? .human,
            username: type == .api ? Username.generate() : "")
        apply(to: &user, policy)
        if user.type == .human {
            if user.username.isEmpty, values["username"] == nil { requirePresence("username") }
            if user.email == nil, values["email"] == nil { requirePresence("email") }
        }
        return user
    }

    /// Writes to a user what the attributes say.
    mutating func apply(to user: inout User, _ policy: RealmPolicy) {
        applyUsername(to: &user, policy)
        applyEmail(to: &user)
        if policy.usernameValidation == .email, user.username.isEmpty { user.username = user.email ?? "" }
        user.state = word("state") ?? user.state
        switch user.type {
        case .human:
            user.emailVerification = word("email_verification") ?? user.emailVerification
            text("first_name").blankAsNull.apply(to: &user.firstName)
            text("last_name").blankAsNull.apply(to: &user.lastName)
        case .api:
            text("name").blankAsNull.apply(to: &user.givenName)
        }
        textOrInteger("reference").blankAsNull.apply(to: &user.reference)
        if let custom = object("custom").replacing(nullWith: [:]) { user.custom = custom }
    }

    /// The user as the attributes want them.
    ///
    /// - Throws: `invalid`.
    func applied(to user: User, _ policy: RealmPolicy) throws(Failure) -> User {
        var (attributes, user) = (self, user)
        attributes.apply(to: &user, policy)
        try attributes.check()
        return user
    }

    private mutating func applyUsername(to user: inout User, _ policy: RealmPolicy) {
        let field = text("username")
        if user.type == .human, field.isBlank, !takesEmailAsName(user, policy) { requirePresence("username") }
        guard let given = field.value, !field.isBlank else { return }
        let name = CaseFolding.fold(given)
        let validation = user.type == .human ? policy.usernameValidation : .standard
        if Username.isReserved(name) {
            refuse("username", "Username is reserved")
        } else if name.unicodeScalars.count > Username.maximumLength {
            refuse("username", "Username is too long (maximum is \(Username.maximumLength) characters)")
        } else if !Username.isValid(name, under: validation) {
            refuse("username")
        }
        user.username = name
    }

    /// A new user without a name of a realm whose names are addresses (authrocket-v1.md section 6.2).
    private func takesEmailAsName(_ user: User, _ policy: RealmPolicy) -> Bool {
        user.username.isEmpty && policy.usernameValidation == .email
    }

    /// A changed address has not been verified.
    private mutating func applyEmail(to user: inout User) {
        let field = text("email").map { CaseFolding.fold($0) }.blankAsNull
        if user.type == .human, case .null = field { requirePresence("email") }
        if let email = field.value, !EmailAddress.isPlausible(email) { refuse("email") }
        let old = user.email
        field.apply(to: &user.email)
        if user.email != old { user.emailVerification = .none }
    }
}
