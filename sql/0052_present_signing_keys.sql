-- Workers of the version before do not keep it; a realm whose rules name another key than the newest is served all the same.
UPDATE realms SET signing_key_id = (
    SELECT MAX(id) FROM jwt_keys WHERE realm_id = realms.id AND expires_at IS NULL AND algo = realms.jwt_algo
)
