# An app whose users log in: each call of the original's gem (authrocket-v1.md section 13.2) that credentials.rb does
# not make. Login tokens are read by the gem jwt, as the original does. OAUTH_URL and OAUTH_CLIENT_SECRET say where users
# come from that have an account elsewhere; HOOK_URL is where events are to be told.

require_relative 'app'
require 'jwt'

client = app
request = { 'ip' => '192.0.2.10', 'client' => 'curl/7.88' }

def from_token(token, key)
  algorithm, key = key.length > 256 ? ['RS256', OpenSSL::PKey::RSA.new(key)] : ['HS256', key]
  JWT.decode(token, key, true, algorithm: algorithm).first
rescue JWT::DecodeError
  nil
end

def visit(url)
  location = URI(Net::HTTP.get_response(URI(url))['Location'])
  URI.decode_www_form(location.query).to_h.slice('code', 'state')
end

realm = expect('create a realm', 201, client.create('realms', name: 'Ruby logins', jwt_fields: %w[memberships orgs]))
client.realm = realm['id']
expect('find it', 200, client.find('realms', realm['id'])) { |it| it['jwt_key'] == realm['jwt_key'] }
expect('save it', 200, client.update('realms', realm['id'], session_minutes: 30, request: request))
step('the first one', client.first('realms')['object'] == 'realm')

hook = client.create('app_hooks', hook_type: 'webhook', destination: ENV.fetch('HOOK_URL'), event_type: ['org.created'],
                                  request: request)
expect('ask to be told of events', 201, hook) { |it| it['object'] == 'app_hook' && it['id'].start_with?('hk_') }
expect('find the hook', 200, client.find('app_hooks', hook['id'])) { |it| it['event_type'] == ['org.created'] }
expect('save it', 200, client.update('app_hooks', hook['id'], state: 'inactive')) { |it| it['state'] == 'inactive' }
expect('and again', 200, client.update('app_hooks', hook['id'], state: 'active')) { |it| it['state'] == 'active' }
expect('list the hooks', 200, client.all('app_hooks')) { |it| it.data.map { |one| one['id'] } == [hook['id']] }
email = { hook_type: 'email', event_type: ['user.created'], email_subject: 'Hi', email_template: 'Hi' }
expect('e-mail is not for us', 422, client.create('app_hooks', email)) do |it|
  it.errors == ['Hook type is not supported']
end

name = 'Bob Ray+1'
bob = client.create('users', user_type: 'human', username: name, email: 'bob@example.com', password: 'a Ruby password')
expect('create a user', 201, bob)
path = "users/#{CGI.escape(name)}"
login = client.post("#{path}/authenticate", password: 'a Ruby password', request: request)
expect('log in', 200, login) { |it| it['object'] == 'user' && it['id'] == bob['id'] }
claims = from_token(login['token'], realm['jwt_key'])
step('for half an hour', claims['exp'] - claims['iat'] == 1800 && claims['tk'].start_with?('kss_'))
expect('a wrong password', 401, client.post("#{path}/authenticate", password: 'wrong horse'))
expect('nobody', 404, client.post('users/nobody/authenticate', password: 'wrong horse'))
expect('the session', 200, client.find('sessions', login['token'], expand: 'token')) do |it|
  it['user']['id'] == bob['id'] && it['token'].count('.') == 2
end
expect('log out', 204, client.delete('sessions', claims['tk']))
expect('once', 404, client.delete('sessions', claims['tk']))

changed = client.put("users/#{bob['id']}/update_password",
                     user: { current_password: 'a Ruby password', password: 'another horse',
                             password_confirmation: 'another horse' })
expect('change the password', 200, changed) { |it| it['id'] == bob['id'] }
asked = expect('ask for a check of the address', 200, client.post("users/#{bob['id']}/request_email_verification"))
verified = client.post("users/#{bob['id']}/verify_email", user: { token: asked['token'] })
expect('verify it', 200, verified) { |it| it['email_verification'] == 'verified' }
asked = expect('forget the password', 200, client.post("#{path}/generate_password_token", request: request))
step('a token for it', asked['object'] == 'user' && asked['password_reset_token'].start_with?('kpw_'))
reset = { token: asked['password_reset_token'], password: 'a third horse', password_confirmation: 'a third horse' }
expect('without a name', 200, client.post('users/--/reset_password_with_token', user: reset)) do |it|
  it['object'] == 'user' && it['id'] == bob['id'] && from_token(it['token'], realm['jwt_key'])['uid'] == bob['id']
end
expect('once', 422, client.post('users/--/reset_password_with_token', user: reset)) do |it|
  it.errors == ['Token is not valid']
end

totp = expect('enable TOTP', 201, client.create('auth_providers', provider_type: 'totp'))
device = client.create('credentials', user_id: bob['id'], credential_type: 'totp', name: 'Pixel')
expect('add a device', 201, device)
expect('activate it', 200, client.verify(device['id'], code(device['otp_secret'])))
first = expect('the first step', 200, client.post("#{path}/authenticate", password: 'a third horse'))
step('leads to the second', first['object'] == 'user' && first['token'].start_with?('kli_'))
second = { token: first['token'], code: code(device['otp_secret'], later: 1) }
login = client.post('users/--/authenticate_code', user: second, request: request)
expect('without a name', 200, login) { |it| from_token(it['token'], realm['jwt_key'])['un'] == 'bob ray+1' }
expect('once', 401, client.post('users/--/authenticate_code', user: second))
expect('give up the device', 204, client.delete('credentials', device['id']))
expect('find TOTP by its type', 200, client.find('auth_providers', 'totp')) { |it| it['id'] == totp['id'] }

robot = expect('create an api user', 201, client.create('users', user_type: 'api', name: 'Importer'))
login = expect('log in with its key', 200, client.post('users/authenticate_key', api_key: robot['api_key']))
step('for good', from_token(login['token'], realm['jwt_key'])['exp'] > Time.now.to_i + 300_000_000)
expect('an unknown key', 401, client.post('users/authenticate_key', api_key: 'no such key'))

org = expect('create an org', 201, client.create('orgs', name: 'Acme', custom: { plan: 'gold' }, request: request))
expect('find it', 200, client.find('orgs', org['id'])) { |it| it['custom'] == { 'plan' => 'gold' } }
expect('save it', 200, client.update('orgs', org['id'], reference: 42)) { |it| it['reference'] == '42' }
member = client.create('memberships', user_id: bob['id'], org_id: org['id'], permissions: %w[admin ops:*])
expect('add a member', 201, member) { |it| it['permissions'] == %w[admin ops:*] }
expect('its members', 200, client.all('memberships', org_id: org['id'])) do |it|
  it.data.first['user']['object'] == 'user' && it.data.first['user']['username'] == 'bob ray+1'
end
expect('his orgs', 200, client.all('memberships', user_id: bob['id'])) { |it| it.data.first['org']['name'] == 'Acme' }
expect('the users of the org', 200, client.all('users', org_id: org['id'])) { |it| it.data.length == 1 }
expect('the org with its members', 200, client.find('orgs', org['id'], expand: 'memberships')) do |it|
  it['memberships'].first['user']['id'] == bob['id']
end
expect('save the membership', 200, client.update('memberships', member['id'], permissions: [])) do |it|
  it['permissions'] == []
end
session = client.create('sessions', user_id: bob['id'], request: request)
expect('begin a session for him', 201, session)
step('its token knows the org', from_token(session['token'], realm['jwt_key'])['m'].first['oid'] == org['id'])
expect('his sessions', 200, client.all('sessions', user_id: bob['id'])) do |it|
  it.data.any? { |one| one['id'] == session['id'] && !one.key?('token') }
end
expect('end it', 204, client.delete('sessions', session['id']))

event = client.first('events', org_id: org['id'], event_type: 'org.created')
deadline = Time.now + 60
notified = expect('the event', 200, client.find('events', event['id']))
until notified['notifications'].first&.fetch('state') == 'completed' || Time.now > deadline
  sleep 0.1
  notified = client.find('events', event['id'])
end
notification = notified['notifications'].first
step('was told', notification['state'] == 'completed' && notification['object'] == 'notification')
step('to the hook', notification['app_hook_id'] == hook['id'] && notification['attempts'] == 1)
expect('with the list, when asked', 200, client.all('events', org_id: org['id'], expand: 'notifications')) do |it|
  it.data.all? { |one| one['notifications'].is_a?(Array) }
end
expect('ask no more', 204, client.delete('app_hooks', hook['id']))
expect('end the membership', 204, client.delete('memberships', member['id'], user_id: bob['id']))
expect('delete the org', 204, client.delete('orgs', org['id']))

keys = expect('the JWT keys', 200, client.all('jwt_keys'))
step('one of HS256', keys.data.map { |it| [it['algo'], it['use'], it['expired']] } == [['hs256', 'sign', false]])
newer = expect('another', 201, client.create('jwt_keys', algo: 'hs256', use: 'sign'))
expect('find it', 200, client.find('jwt_keys', newer['id'])) { |it| it['key'].start_with?('jsk_') }
login = expect('log in', 200, client.post("#{path}/authenticate", password: 'a third horse'))
step('the newest key signs', from_token(login['token'], newer['key'])['uid'] == bob['id'])
expect('end the older one', 204, client.delete('jwt_keys', keys.data.first['id']))

elsewhere = client.create('auth_providers',
                          provider_type: 'oauth2', client_id: 'shop', client_secret: ENV.fetch('OAUTH_CLIENT_SECRET'),
                          authorization_endpoint: "#{ENV.fetch('OAUTH_URL')}/authorize",
                          token_endpoint: "#{ENV.fetch('OAUTH_URL')}/token",
                          userinfo_endpoint: "#{ENV.fetch('OAUTH_URL')}/userinfo")
expect('trust another service', 201, elsewhere)
urls = expect('where to log in', 200, client.all('auth_providers/authorize', redirect_uri: 'https://shop.example/back'))
login = client.post('auth_providers/authorize', visit("#{urls.data.first['url']}&login_hint=eve"))
expect('log in from there', 200, login) { |it| it['object'] == 'user' && it['username'] == 'eve@id.example' }
expect('the provider', 200, client.find('auth_providers', elsewhere['id'])) { |it| it['provider_type'] == 'oauth2' }
one = client.all("auth_providers/#{elsewhere['id']}/authorize", redirect_uri: 'https://shop.example/back')
expect('or at this one', 200, one) { |it| it['url'].start_with?(ENV.fetch('OAUTH_URL')) }
refused = client.post('auth_providers/authorize', visit(one['url']).merge('code' => 'made-up'))
expect('a made-up code', 422, refused) { |it| it.errors.first.include?('Error validating code') }
step('and where to try again', refused['retry_url'].start_with?('http'))
link = client.find('users', login['id'])['credentials'].first
token = client.find('credentials', link['id'])['access_token']
again = client.post("auth_providers/#{elsewhere['id']}/authorize", access_token: token, request: request)
expect('log in with a token', 200, again) { |it| it['id'] == login['id'] }

expect('no login policies', 404, client.all('login_policies'))
expect('no signup tokens', 404, client.create('user_tokens', username: 'x'))
expect('delete the user', 204, client.delete('users', bob['id'], request: request))
expect('delete the realm', 204, client.delete('realms', realm['id']))
expect('delete it once more', 204, client.delete('realms', realm['id']))
client.finish
