# An app that manages its users' credentials.

require_relative 'app'

client = app
request = { 'ip' => '192.0.2.8', 'client' => 'curl/7.88' }

realm = client.create('realms', name: 'Ruby shop', api_key_prefix: 'shop_', api_key_policy: 'encrypt', request: request)
expect('create a realm', 201, realm)
client.realm = realm['id']
expect('read it', 200, client.find('realms', realm['id'])) { |it| it['api_key_policy'] == 'encrypt' }
expect('only in the state asked for', 404, client.find('realms', realm['id'], state: 'inactive'))
totp = expect('enable TOTP', 201, client.create('auth_providers', provider_type: 'totp'))
github = expect('enable GitHub', 201, client.create('auth_providers', provider_type: 'github', client_id: 'shop'))

user = client.create('users', user_type: 'human', username: 'Bob Ray+1', email: 'bob@example.com',
                              password: 'a Ruby password', request: request)
expect('create a human user', 201, user) { |it| it['username'] == 'bob ray+1' }
expect('find them by username', 200, client.find('users', 'Bob Ray+1')) { |it| it['id'] == user['id'] }
expect('an object without an id', 404, client.find('users', '-'))
password = user['credentials'].first['id']

robot = expect('create an api user', 201, client.create('users', user_type: 'api', name: 'Importer'))
key = robot['credentials'].first
step('with a key of the realm', robot['api_key'].start_with?('shop_') && key['api_key'] == robot['api_key'])
expect('which may be read', 200, client.find('credentials', key['id'])) { |it| it['api_key'] == robot['api_key'] }
expect('replace it', 200, client.update('credentials', key['id'], api_key: 'generate')) do |it|
  it['api_key'] != robot['api_key'] && it['api_key'].start_with?('shop_')
end

link = client.create('credentials', user_id: user['id'], credential_type: 'github', auth_provider_id: github['id'],
                                    provider_user_id: 583_231, access_token: SecureRandom.hex, request: request)
expect('link GitHub by a number', 201, link) { |it| it['provider_user_id'] == '583231' }
expect('the owner may be named', 200, client.find('credentials', link['id'], user_id: user['id']))
expect('but no other', 404, client.find('credentials', link['id'], user_id: robot['id']))

device = client.create('credentials', user_id: user['id'], credential_type: 'totp', auth_provider_id: totp['id'],
                                      name: 'Pixel')
expect('add a TOTP device', 201, device)
right = code(device['otp_secret'])
wrong = format('%06d', (right.to_i + 1) % 1_000_000)
expect('a wrong code', 422, client.verify(device['id'], wrong)) { |it| it.errors == ['Verification failed'] }
verified = expect('the right code', 200, client.verify(device['id'], right, request: request))
step('makes the device active', verified['state'] == 'active' && verified['user_id'] == user['id'])
expect('once', 422, client.verify(device['id'], right)) { |it| it.errors == ['Verification failed'] }
events = client.all('events', user_id: user['id'], event_type: %w[user.updated], request: request)
expect('its event tells of the request', 200, events) do |it|
  it.data.map { |event| event['request'] } == [request, {}, request]
end

changed = client.update('credentials', password, password: 'correct horse', user_id: user['id'], request: request)
expect('change the password', 200, changed)
mistyped = client.update('credentials', password, password: 'correct horse', password_confirmation: '')
expect('a mistyped one', 422, mistyped) { |it| it.errors == ["Password confirmation doesn't match"] }
again = { user_id: user['id'], credential_type: 'password', password: 'correct horse' }
expect('a second password', 422, client.create('credentials', again)) do |it|
  it.errors == ['Credential type has already been taken']
end
expect('several errors', 422, client.create('users', user_type: 'human')) do |it|
  it['message'] == 'Validation error' &&
    it.errors == ["Username can't be blank", "Email can't be blank", "Password can't be blank"]
end
expect('delete the password', 204, client.delete('credentials', password, user_id: user['id'], request: request))
expect('and make a new one', 201, client.create('credentials', again))

listed = expect('list the users', 200, client.all('users', max_results: 1, sort: 'id', event_type: []))
step('one, and more to come', listed.data.map { |it| it['id'] } == [user['id']] && listed.more == true)
listed = expect('list the next', 200, client.all('users', max_results: 1, sort: 'id', after: user['id']))
step('the last', listed.data.map { |it| it['id'] } == [robot['id']] && listed.more == false)
step('without credentials, which the gem would take for its own', listed.data.none? { |it| it.key?('credentials') })

expect('reset the realm', 200, client.post("realms/#{realm['id']}/reset")) { |it| it['id'] == realm['id'] }
expect('nobody is left', 200, client.all('users')) { |it| it.data == [] && it.more == false }
expect('nor a credential', 404, client.find('credentials', device['id']))
expect('delete the realm', 204, client.delete('realms', realm['id']))
expect('delete it once more', 204, client.delete('realms', realm['id']))
client.finish
