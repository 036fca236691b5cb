// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
let settings = strict + [.strictMemorySafety()]

// Spelt out, because SwiftPM goes on using what it knows of this package for as long as this file stays the same.
let migrations = [
    "0001_accounts",
    "0002_realms",
    "0003_realm_tombstones",
    "0004_access_keys",
    "0005_lookup_keys",
    "0006_data_keys",
    "0007_jwt_keys",
    "0008_users",
    "0009_auth_providers",
    "0010_credentials",
    "0011_totp_guards",
    "0012_events",
    "0013_event_subjects",
    "0014_sessions",
    "0015_user_logins",
    "0016_one_time_tokens",
    "0017_login_failures_by_user",
    "0018_login_failures_by_source",
    "0019_orgs",
    "0020_memberships",
    "0021_used_oauth_states",
    "0022_account_data_keys",
    "0023_app_hooks",
    "0024_notifications",
    "0025_user_imports",
    "0026_organizations",
    "0027_vault_keys",
    "0028_worker_organizations",
    "0029_organization_keys",
    "0030_request_windows",
    "0031_sources",
    "0032_vault_credentials",
    "0033_credential_keys",
    "0034_idempotency_records",
    "0035_vault_events",
    "0036_agents",
    "0037_tasks",
    "0038_vault_sessions",
    "0039_task_runs",
    "0040_credential_releases",
    "0041_vault_credential_turns",
    "0042_vault_session_turns",
    "0043_task_run_ranges",
    "0044_external_id_ranges",
    "0045_idempotency_credentials",
    "0046_event_destinations",
    "0047_event_deliveries",
    "0048_long_events",
    "0049_long_interactions",
    "0050_deleted_realms",
    "0051_signing_keys",
    "0052_present_signing_keys",
    "0053_realm_rules",
].map { "\($0).sql" }

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let jwtKit: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")

let package = Package(
    name: "credence",
    products: [.executable(name: "credence", targets: ["credence"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
    ],
    targets: [
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CMariaDB", pkgConfig: "libmariadb", providers: [.apt(["libmariadb-dev"])]),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CZxcvbn", providers: [.apt(["libzxcvbn-dev"])]),
        .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CProcess"),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        .target(name: "FastCGI", dependencies: ["CLinux"], swiftSettings: settings),
        .target(name: "MariaDB", dependencies: ["CMariaDB"], swiftSettings: settings),
        .target(name: "JSON", swiftSettings: settings),
        .target(name: "Outgoing", dependencies: ["CCurl", "Secrets"], swiftSettings: settings),
        .target(name: "JSONSchema", dependencies: ["CPCRE2", "JSON"], swiftSettings: settings),
        .target(
            name: "Secrets",
            dependencies: [
                "CArgon2", "CCrypt", "CProcess", "CQREncode", "CSodium", "CZxcvbn", crypto, cryptoExtras, jwtKit,
            ],
            swiftSettings: settings),
        .target(name: "Credentials", dependencies: ["Secrets", "JSON", "JSONSchema", crypto], swiftSettings: settings),
        .target(
            name: "Schema", path: "sql", resources: migrations.map { .embedInCode($0) }, swiftSettings: settings),
        .target(
            name: "Store", dependencies: ["Credentials", "JSON", "MariaDB", "Schema", "Secrets"],
            swiftSettings: settings),
        .target(
            name: "API", dependencies: ["Credentials", "JSON", "JSONSchema", "Outgoing", "Secrets", "Store", logging],
            swiftSettings: settings),
        .target(
            name: "Delivery", dependencies: ["API", "Credentials", "Outgoing", "Secrets", "Store", logging],
            swiftSettings: settings),
        .executableTarget(
            name: "credence",
            dependencies: [
                "API", "Credentials", "Delivery", "FastCGI", "JSON", "MariaDB", "Outgoing", "Secrets", "Store",
                argumentParser, configuration, logging,
            ],
            swiftSettings: settings),

        .target(name: "TestDatabase", dependencies: ["MariaDB"], path: "Tests/TestDatabase", swiftSettings: strict),
        .target(name: "TestThreads", path: "Tests/TestThreads", swiftSettings: strict),
        .target(name: "Fuzzing", path: "Tests/Fuzzing", swiftSettings: strict),
        .target(name: "TestReceiver", path: "Tests/TestReceiver", swiftSettings: strict),
        .target(name: "TestPeer", path: "Tests/TestPeer", swiftSettings: strict),
        .testTarget(
            name: "OutgoingTests", dependencies: ["Fuzzing", "Outgoing", "TestReceiver"], swiftSettings: strict),
        .testTarget(name: "FastCGITests", dependencies: ["FastCGI", "Fuzzing", "TestPeer"], swiftSettings: strict),
        .testTarget(
            name: "MariaDBTests", dependencies: ["MariaDB", "TestDatabase", "TestThreads"], swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["Fuzzing", "JSON"], swiftSettings: strict),
        .testTarget(name: "JSONSchemaTests", dependencies: ["JSON", "JSONSchema"], swiftSettings: strict),
        .testTarget(name: "SecretsTests", dependencies: ["Fuzzing", "Secrets", crypto], swiftSettings: strict),
        .testTarget(
            name: "CredentialsTests",
            dependencies: ["Credentials", "Fuzzing", "JSON", "JSONSchema", "Secrets", "TestThreads", crypto],
            swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Credentials", "JSON", "MariaDB", "Schema", "Secrets", "Store", "TestDatabase", "TestThreads",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "APITests",
            dependencies: [
                "API", "Credentials", "Fuzzing", "JSON", "JSONSchema", "MariaDB", "Outgoing", "Secrets", "Store",
                "TestDatabase", "TestReceiver", crypto, logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CredenceTests",
            dependencies: [
                "API", "Credentials", "FastCGI", "JSON", "MariaDB", "Secrets", "Store", "TestDatabase", "credence",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DeliveryTests",
            dependencies: [
                "Credentials", "Delivery", "JSON", "MariaDB", "Outgoing", "Secrets", "Store", "TestDatabase",
                "TestReceiver", crypto, logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Credentials", "Fuzzing", "JSON", "MariaDB", "Secrets", "TestPeer", "TestReceiver", "TestThreads",
            ],
            exclude: ["Clients", "Preloaded"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
