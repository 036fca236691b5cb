import Testing

/// Hashes that other programs made, of passwords of four kinds.
///
/// With PW as the password:
/// * PHP 8.2.35: `php -r 'echo password_hash($argv[1], PASSWORD_BCRYPT, ["cost" => 5]);' PW`, and `crypt($argv[1], …)` with
///   `$2a$05$` and 22 random digits, `$5$` and 16, and `$6$rounds=1000$` with `base64_encode(random_bytes(12))`;
/// * mkpasswd of whois 5.5.17: `mkpasswd -s -m bcrypt -R 5`, `-m bcrypt-a -R 5`, `-m sha256crypt -R 1000`,
///   `-m sha512crypt` (not of the empty password, which it refuses);
/// * Django 5.2.19: `PBKDF2PasswordHasher().encode(PW, salt, 1000)` and `PBKDF2SHA1PasswordHasher()` likewise;
/// * passlib 1.7.4 (bcrypt 4.0.1, argon2-cffi 25.1.0): `bcrypt.using(rounds=5)`, the same with `ident="2a"`,
///   `sha256_crypt.using(rounds=1000)`, `(rounds=5000)`, `sha512_crypt.using(rounds=1001)`,
///   `pbkdf2_sha1.using(rounds=1000)`, `pbkdf2_sha256` likewise, `pbkdf2_sha512.using(rounds=1000, salt_size=32)`,
///   `scrypt.using(rounds=8)`, `scrypt.using(rounds=4, block_size=16, parallelism=3)`, `phpass.using(rounds=8)`,
///   `phpass.using(rounds=7, ident="H")`, `argon2.using(memory_cost=256, time_cost=1, parallelism=1, type="I")`, each
///   `.hash(PW)`;
/// * Python 3's `hashlib.pbkdf2_hmac(name, PW, salt, 1000, length)`, written down as PHC strings: SHA-1, SHA-256, SHA-512.
struct ForeignHashes: Sendable, CustomTestStringConvertible {
    let password: String
    let texts: [String]

    var testDescription: String { password.isEmpty ? "of nothing" : "of \(password)" }

    private init(of password: String, _ lines: String) {
        self.password = password
        texts = lines.split(separator: "\n").map(String.init)
    }

    static let all = [plain, script, long, empty]

    private static let plain = ForeignHashes(
        of: "correct horse",
        """
        $2y$05$6AnqOeANepoiVC/HXXQ6VuqsA5ze.54od8dJdmG9C65D5klFrPpGm
        $2a$05$F1zA2.laYph5zwCdl0/YJuUzO3qJ4rTBfK7drDrZn92.pZ9yksIHy
        $5$d9587c5a3d118d18$zioQyHt2XE.U/o.EKxpUMGFjFn1AWm0r8VyI1yT2ss1
        $6$rounds=1000$+0M4N/AYVAfz5kE1$iuAKQ9574oC/2g3zGSbPVY/9gZPFbKp2Q2o3eHp9dX0yoDyCHlV87knfzTUmr1lF4pRlRXHL9ZNwFcns8TJY40
        $2b$05$GtqfbLdvOwXBxLCx8EEQeeMbMyt4gz0z1g.Q5MXfUs4jRzeAkVxEm
        $2a$05$pzASWAVRGvgxkxL57TFjd./AFJNyOtrQAupWLPSGob42sAo4P22bC
        $5$rounds=1000$maPVYwrd.Ji8aP4C$og1arXsozBFgbCSBxEjOUkTFtWi9CHETUo91MQiCeG.
        $6$wSmQWUlS9Skv.jEn$Vjo2ANXj6gbHQLaLT97uAValckSyPuw935PkPQVPWosRb1YwRVURfmW9PMrJAj7VdTcsn5EE3Kaii9B3Wyr3s/
        pbkdf2_sha256$1000$dKUOzs0Yatym7XOffpjreP$OJqF8Jl1dQyml++MYlmElfh7LROW3Q6Bzwiu0CA6kek=
        pbkdf2_sha1$1000$RxQZBJubX4nqkQbhE4vnpB$FtipcY8RYyjs7R6djfBmPorgNp0=
        $2b$05$dU9WzgHtFNSRf/B80ReRRe2z4e/HY.ZOKa/iyV66YXXwiy0U2ukMS
        $2a$05$0V.aFg7gnV69vjR6vqPt7OJ6yKLYwM1XPJndQlY/NB1Cq1HpExde2
        $5$rounds=1000$6kCvqNgmFMcMFML8$sbA9HvaDcdZKybn2Se.v22mBAUgiaPVsV9bddoSBWMA
        $5$nFL7M1Me7xmT31Y5$CehUbIzFC0Cz89cTS59aPFVYS14C5aQckpIw7EYJIr3
        $6$rounds=1001$tnCPyh2GR.yq7Cvz$bpIPCSNi2mWQx0GDZWDXRpEQCYLwsmIJF12bCqXRdFW.gAYxJ94uuUcwfdXL/CSgk6/6UstzQ9KiCx5n.G8IT/
        $pbkdf2$1000$25tTKkVorfUeA4CwtrZWig$T5DkedBEawGKQzaCuOvHlCvSJMQ
        $pbkdf2-sha256$1000$K0UoRYhRCoEQ4jzH.N.b0w$ceDIlu8IpEL0XGi4UWylCBRpyrXhMipl12MXOg4N7ew
        $pbkdf2-sha512$1000$hBCCUMrZu1cKAcC4d04pxdi713pP6V1rzRnDuDfm/P8$2UfltIaj7F3XBMjW.pRC8mD94CCTfvKLAz/WsyqCer9ymypB8ku59k5WcZuWBA5Xc31NW.RBa79/szkfxqZhSg
        $scrypt$ln=8,r=8,p=1$8z6HEOJcaw2BUEppba1VSg$6DxALQK5WY5RZmLAuik2owHCPlxh7a1ANLBUvUFDxgo
        $scrypt$ln=4,r=16,p=3$JKT03rsXgrAWghDCmBMCIA$v8rMoJBIx8QVy67FxpCXcennADDu5QAy8Hqxy9Tu3EE
        $P$6BcC.8SwMcfnJ7jYpOOaemCpaBDqEz.
        $H$5Owzsx6PHAG5qQZyoXjQrHUf6slEBc1
        $argon2i$v=19$m=256,t=1,p=1$jDHGGKPUmvN+j1Eqxdhbiw$E5nb2zBEkuucGh3bhhsAJ03ghqjbot2VeJhpNW5E9V0
        $pbkdf2-sha1$i=1000,l=20$ngOZrHf92o8CNv07MB4TWQ$HJadCP206MLp5vZ9CZZxfvHUl9c
        $pbkdf2-sha256$i=1000,l=32$IpmKYEx5PMz+KgHkG2PkyA$7IG00tT5wH0cLW+EzTp5jhUOiQA7H/1OsHX3+dRgLl4
        $pbkdf2-sha512$i=1000,l=64$DjxKf9GK9Q56QpQlUlp7kw$WAzwF4e9RErHaT8vFHPWhyLq3vZVPP0KUZ5z07hiWkkroDe8AchUuuP0rgl2AufGZTr3ZTk1uNMgQ5kPhXAVFQ
        """)

    private static let script = ForeignHashes(
        of: "pässwörd 🔑",
        """
        $2y$05$tGjeggRu.p9g20YV0T9sQuasTpf17DhZGPuvDCR1KdfQDe1bEVUfS
        $2a$05$rmEiJJW7kPg1Au1HE5z0YO..jFPcN/0qCmHDZwr.4RzSM56cRsot2
        $5$185664b821c7d7d1$bDLN1YawY/ZnDQ2CWKagbVZ1jFD.5ZmRb22XRIKTs.8
        $6$rounds=1000$6q2dSLE5+7m+7kFc$dfg2FM8z10dVMtvHED.zLplhHCbDxGGrteylEN7Nw9iFNmroEuWwWOG8up3C/6e2cUSbSZRBXOflMaoinf6H2.
        $2b$05$2M0onMXtIs.AhHDje1tAQuRTsM8hyHovse7jZbVDCyZlLr7hUlXZC
        $2a$05$ZvC2N9yiEotAnGHrYOGbbe7GZ/18Ci.NBu5YojP7vg97SCSnKSJ..
        $5$rounds=1000$GAVJhWxZ15mzeIwf$pbjJaZ9w5/oQofk0BVww/K25Vv028mbEgjNIT6PvRe9
        $6$.P/rIaQNPTmXPuaM$3ErbJ9O6UGSZXMBI4OsJ029QwjxSPyQJ7Ho9sIDZGftz/lIp5Jonwl.e.vTNFalWgGWvS/eo..NOASw2t0MK7/
        pbkdf2_sha256$1000$VdxqCe7rbrCvoyzSFnMVxS$nHCkhjyuk3MCRz2ZtGjVQQWeHCCjClBm90eDsRRmuh4=
        pbkdf2_sha1$1000$x4lzzrehcqYmVxpXZyzOwU$IqRZnVFh8++LSfhjW4aSMyLgU0k=
        $2b$05$BXv5hagHoEjayUCsWGpWH.yWtDBA7GrWTrVbGmZ3j.274Xw5C4iWq
        $2a$05$rkFWO5dv/NXNzxRnKqSQrOiFVVaktxrjpx1h/6jZwhkZhmKSWjMji
        $5$rounds=1000$Gz5ka62QcA8dW1/H$4.lGUVk1XTx.dpqkJ5LpZZ3RD7gp3dGuWziqCtsC/K8
        $5$8tWjZExy81f40aYP$rnqJBnM.rrr/MeYoYCeLSwTFpP8y8ymX6cXefs9ZyMB
        $6$rounds=1001$ekdztLN3mwoU6Lve$w6lUFq0GayRx5AVRcWtdxJLeL6a9VTDYeY03vpWSxe6baUDMrvgJZ.L6qg2UVB/U6vQGOeR5El4neYI.e/D4P/
        $pbkdf2$1000$UiqFMCbEuHcuRUjpfS9FCA$ndItrk6hUMTnEhsojaYWsXc9wYQ
        $pbkdf2-sha256$1000$EmIsRYixdu49RwgBgPAegw$hHHK8v5/DwxCXyp0Cx4AdihMEZQVnT4yYuZMzHzbQAA
        $pbkdf2-sha512$1000$GMN4L0Xo/T.nlJJyTknJOYdQqvWe09q7t3ZOiXEO4Tw$6220NudPkHhVcr6nlJbcJ2jeBgkIBYZPkME958hsgPPP6RvOvITOSvHJFZmCQJhpTKCbwuBtvjydDwrRqzq8ZQ
        $scrypt$ln=8,r=8,p=1$uZdyrrX2/r9XipFyjrG2Fg$/YfP+4PMDlj3NrxcDdt7OspuYz9rEbGFcTCY4xnDE8M
        $scrypt$ln=4,r=16,p=3$SElJCWEsxfg/J2TsXYuR0g$3zHBYiwO0TsOLttW/Ftt4087IPZxWhWad81strbE7U8
        $P$6SxCrG3v8jmUHnvhWaF3R6mI3pHx/G/
        $H$5Tkh4fOCseJsJZyjSnJIGKctJOUHMN0
        $argon2i$v=19$m=256,t=1,p=1$KaW0FgLA+N97D8F4L6V0Lg$HTWrBKOJakMEqy0e4uMSEkhbdoQ2vnApKSk7MFfGaDo
        $pbkdf2-sha1$i=1000,l=20$w/aQM1K29V2I6O5mUd4E5g$bQvigqszSHVtNhbcdirVJBMGRRQ
        $pbkdf2-sha256$i=1000,l=32$AYznbeAhCDu5DdS8Oof1pA$7UEwBwadrjhJQsLYnUUtHA29wxvBeblO9QPc8vp8aYA
        $pbkdf2-sha512$i=1000,l=64$3mWVJmup+v5HKqPYsBTkXQ$S01iLO3X8mb3sFVD0e0eWYqCCQtVAFBOZrTQCvAs5CxJQ8DGAdI5BozEdEBYcwUPZOSF3rySfA/gEeSTl3BN6A
        """)

    private static let long = ForeignHashes(
        of: String(repeating: "0123456789", count: 10),
        """
        $2y$05$AemuQNsTvrBMlWPKciZef.n4JbnRH5oAQm0AK8QZng39GDQc5JYya
        $2a$05$qJfUVhUPNK6knsqcbpv64.n7XIik.ZFjHMmOfWUsbq6hdWwo7rvg2
        $5$fe0ef1d2eadb943b$gQOl7Vbv4hwa1P8Mv.il9cEoPKid.EetD30wByR9AX4
        $6$rounds=1000$vg5sUTPTxhotO0mK$fVvilQSb65akGjuyYqWapwwb/qToOgRIGVkqhBVOBiiFuQQhB4NwgWzWSX5q7Kc1szJf.XnTvW8aonnwkKbE.1
        $2b$05$Ju29hdiEZytaE1e4IqerzOZ/1ec8DC2E8zM4/Lt8w0XTaSxN5.oAi
        $2a$05$ty8wY.Qogjf.hK80nwzth.aWluewOFjknmG9bvrvJdLAxQs.fQ2HO
        $5$rounds=1000$vT.HvyzU4UISUbvl$/DSRCPObpSW8jFL15xrq7mgJ.2GxJAdwMgqSMnncib/
        $6$tIyG00WQ/EbV.C5d$VosnamWoTBMw6B/NlyIrUKtDfp0SzBGb58WePpMW5JTSG5A3S/.WlO3.2iIBN.ejWq5577Z4dmOCauIxqiJTt0
        pbkdf2_sha256$1000$X6JRgNo1ccokTfkvQfhJgO$FE0KzLAX6UT0BAMgHxnG9d4Yw7JOUbY1HGdgLqOkqJk=
        pbkdf2_sha1$1000$LGOg0dzYMP0lbdz0RC6jf0$SWQKd+EweS6sdgU4+fjeM8Scshk=
        $2b$05$i4QMcR73U7RwEByXdTI6/uwS827RB17U6RfOMCmPcmJDswvKMwu9u
        $2a$05$wQ.CSnqFl2WCQ6qbIQznh.5.6t4jjVgqd2orjZwEAFTQ2Gy00rjBa
        $5$rounds=1000$jkrVZ4ZbUeJ0r1PG$F4ggMi2VT/a6UpRJ1snue4ItgOTYr8FG6K21jjXkdPB
        $5$En7Gs1UOFeIU7hTE$6cvXJesMq45bHC8nZgoZJNjXxQsXetmKDQ9Lb0IQ6E8
        $6$rounds=1001$sjSeYnIoYkSONepl$87JLzXfH7uxuNeJkKDE59JbIske6WoQ6mGJnoBY8snJuRm/xkAfr1uJqe4aZ2iBYH.1YTwRI9nDhXeBCerE.c/
        $pbkdf2$1000$S4lxTinlvDdGKOXcG4Ow9g$wFb933wADGzsTDIlYfIaBU4m0p8
        $pbkdf2-sha256$1000$kPK.15ozJuRcSymlFOJ8bw$Xo5F5sEx4n.8XyYMyp6CESkh4e48A7N2HJ5ZgR11LfQ
        $pbkdf2-sha512$1000$XmvNWas1hlAKQYjxHsOYs5aSUsp5b02pFSJECCHE2Ps$ELcDlJDnHa4aSUr5fwgWjKKtlFj1VHAYrNj/7cKCOKK3P6TMHwNa1rowYY8RU6RJG.ASjzFAJ0Ainr0kbwB5IA
        $scrypt$ln=8,r=8,p=1$E6J0LqVUCqE0hvAeI4QQgg$9vummxDviy1WzidJ20und5sv7yIsTy15wToZGr7e64o
        $scrypt$ln=4,r=16,p=3$BOA857y3lpLSOkeotdbauw$2BoF5ifeh1kyvFNOzB1NzQgyFLDZTkeDUWD/ywishkM
        $P$65mfPehOtAlKFdIE7vWKgqRSHH4lg21
        $H$5HE3vsgBNS2mlYvP7I0aOJKBU8EIJO.
        $argon2i$v=19$m=256,t=1,p=1$rjWGMCYEQKj1Puf8X4txTg$uxW6JI0bsrcPS4i9TIvP0k9OwrgRxffcZjRhNYy4go4
        $pbkdf2-sha1$i=1000,l=20$vMM+SbpRO2fUv7FEssjpqw$4K1+lx5Kq3O4PxoXNQ58PbSdzI4
        $pbkdf2-sha256$i=1000,l=32$F3SGHK3tklj0RkA1T3MHZw$5dXza+o/wU4hFS9TeNFRfV8b8KFN9E0C3pjOXWRpaCs
        $pbkdf2-sha512$i=1000,l=64$jy7XnFXiIuwCx+6IWrfVPw$ojT+9+jNYndw2z2Hmrjq/kxxQz4XzMTq0yzxLNeAADK6FbDfJEwGiSrIV+hMUlh1XwigRLmNAtXxqelO7LJGHQ
        """)

    private static let empty = ForeignHashes(
        of: "",
        """
        $2y$05$VYmwGFBd090gBQwYxmRWuuDWK./PiZ7zudRsbnUtT8LgdOZBOfCQK
        $2a$05$h3NW0LWyqBhBzbu9amXUZOmG6B/9po263O/6Jj7N8EJQiejtpyntG
        $5$04e37c25f42610e8$uKEO7Zd6JrxO.eF0BKeWLKLGXhP.c67QwAHkD9IG.X6
        $6$rounds=1000$SwNoyA0Wl2AaGATV$cyz0lNrBvoT2EZ8josd1PgojOt.9NrbX0c1YiV6Iy0GUVCadhOSAOVBPTqwTxdAqHkajX1TcRuFSouWJJRPSn.
        pbkdf2_sha256$1000$Y6nDdQsxUqWAlsxNEakJkT$vNZ/vcggqZ7FZ92CZws+DP8m95m+0MA1fJidDgriEMY=
        pbkdf2_sha1$1000$QlYiJ0CmLAjyqnHYK0cbUX$cKZI8tUnIge1cYES1RkGCPRe3ts=
        $2b$05$E2un580uR4dJBOWIBcp/YOsqE3BN4QUbHtXFAdTjzcfXI7V.QTIfO
        $2a$05$2exTbM60nfIlHwSUoH.qjuqGC6eL64d6PYl1uTX5RPnf5fFGtY1PS
        $5$rounds=1000$b2D1jKA8AMyDvRSg$2mtoaElMBO42m5CZedVL6OXe1sgIhpOMsNdU3Evvsp.
        $5$en6/EMGuEdvQMAer$Mv1Sk9wWt81T777iyCCmZdsnXRlgjrL1w9aIieymJTC
        $6$rounds=1001$2g9AxIeH7p4DdFhP$HrZq.WMvSlLI2EwkSgy2dIdP813dhDYS4tqS/hbQDheSN74SQI93qW7cqD82ZnGVwuF4EPgXsRjT8z..DTxtc1
        $pbkdf2$1000$NYaQkrJWCoEQIoQwphSC8A$ZC3Y7h1bIjVKBnQWEfeAQLTn1hE
        $pbkdf2-sha256$1000$H8N4b22ttfYeg3BuTckZIw$W5UZ11dd3KOOPHaIdotOo4oFi19T0KBNLcn6gfhJ3DE
        $pbkdf2-sha512$1000$bY3x/t8bY2wNoVQKISSEkDJGqPXeG8N4LyUkZEzJ2Zs$8MW5zeRwdf/na61gryxKISStNiJ2/LZiogqpghNFPPDb7ouo42iUXdDDdnyKmU5SZ1kS5OEc8nnv/bZc14w35Q
        $scrypt$ln=8,r=8,p=1$cS6lVErJmfO+t/Z+730PgQ$7HKkdkxVvxyG57D5I0MBB4OmT7sZrVVu0PUj1cWHL6g
        $scrypt$ln=4,r=16,p=3$au19L0XIuXcuRUjpfW+NMQ$9OkNLts/0WwGrtNiRxE2JVufRWvpupuQAvREsQmJHxI
        $P$6UNiiUqAF7zhcjwf4U6tbb76Q6nrP11
        $H$5mcdNET43kz8MzXd02Ua7fUnJp0Ji21
        $argon2i$v=19$m=256,t=1,p=1$LKU05pwzZmwNQSilNKa0dg$5sHO0/myih7umR7Kt8VviPaRD3J6vQ8BqK70d4rqGOc
        $pbkdf2-sha1$i=1000,l=20$/uY4V+0XXx2Q2olmmB5Azw$HbjLh281V5ZgD9Oupg8LbBTqYso
        $pbkdf2-sha256$i=1000,l=32$XEWIeS5QnFSHoeR8tdLfpw$vT3iBL3BfdjBO4d6q7LJFbAhGLAgEHCAm8J4WcouZUI
        $pbkdf2-sha512$i=1000,l=64$A0ZgDPTJYXZKFbKHXNtNmw$WZEmiZGdc1wMrZKfHxHPj9gNt+eV/HmuOps6ZtN+27DYKw9KzFvkz6CXZj1YadeqMz3/MdjtF+mRZ1O0bFqhfg
        """)

    /// What the same programs make of the password unless told otherwise: PBKDF2 of Django; SHA-512-crypt, SHA-256-crypt,
    /// PBKDF2, scrypt and phpass of passlib; bcrypt of PHP.
    static let ofDefaults = ForeignHashes(
        of: "correct horse",
        """
        pbkdf2_sha256$1000000$Yq3pWZb0kFhPzRtUv9sXaB$bfUIcm82VreF49cRnu1+5wef/NSxsT5I2DQc6AP3pTM=
        $6$rounds=656000$MlMmgrcuikfGjUWa$PVhntYBIpSQuzS2HSjrdgOd/2EcguLM.1cDIttcwQCBjM.GOXbfmygnlQopr1dh6.3W28APv/weH7qPFPiwT5.
        $5$rounds=535000$WPmfvAZjWbgP/Wh8$j1LfEVZU9HMUbukK0x8vXMv0627PLYIcd/k4YDGrfOC
        $pbkdf2-sha256$29000$ew/hnBNiLGXsnVPKmRMixA$gPk5wYTFw5JB/t.9P/9KelhT8i/Qr39v/QNRXNv2GAc
        $scrypt$ln=16,r=8,p=1$sda6VwohpPReK2VsTSlFqA$wiJ5TelWFaUZRa9/32xRxJFZg6av/kM0dRfA5NdmWmo
        $P$HItMXhC.wtPdIZUWmKOij20/X.6m5L1
        $2y$10$cJDmo.vurUnsYa3b2kmBp.k2nAuJLgrr7GczL0jKxdbj6Izd/qUP.
        """)
}
