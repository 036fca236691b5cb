-- What requests ask of their realm, as one column: with each column more, the server and its clients have more to do for each
-- execution of a statement. The server makes it, so that it cannot differ from what it is made of. PolicyReader reads it by
-- position: what is added goes to the end, for workers of the version before. A name of 255 control characters takes 1530.
ALTER TABLE realms
    ADD COLUMN IF NOT EXISTS rules VARCHAR(4096) GENERATED ALWAYS AS (
        JSON_ARRAY(
            HEX(account_id), name, api_key_policy, api_key_prefix, username_validation_human, state, session_type,
            session_minutes, api_key_minutes, jwt_algo, jwt_fields, HEX(signing_key_id))) STORED INVISIBLE
