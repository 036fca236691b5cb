# A Ruby app that manages its users' credentials with net/http, in the manner of the original's gem: one persistent
# connection, JSON bodies that are at least {}, ids through CGI.escape, the messages of errors as errors.values.flatten.
# One line per step; ends with 1 at the first wrong answer. CREDENCE_URL, CREDENCE_LEGACY_ACCOUNT and
# CREDENCE_LEGACY_KEY say where and as whom.

require 'cgi'
require 'json'
require 'net/http'
require 'openssl'
require 'securerandom'

Answer = Struct.new(:status, :headers, :data, :errors, :more) do
  def [](name) = data[name]
end

class Client
  attr_writer :realm

  def initialize(url, account, key)
    @base = URI(url)
    @account = account
    @key = key
    @connection = Net::HTTP.start(@base.host, @base.port)
  end

  def all(path, parameters = {}) = perform(Net::HTTP::Get, path, query: parameters)
  def find(path, id, parameters = {}) = perform(Net::HTTP::Get, "#{path}/#{CGI.escape(id)}", query: parameters)
  def create(path, attributes) = perform(Net::HTTP::Post, path, body: wrap(path, attributes))
  def post(path, body = {}) = perform(Net::HTTP::Post, path, body: body)
  def update(path, id, attributes) = perform(Net::HTTP::Put, "#{path}/#{CGI.escape(id)}", body: wrap(path, attributes))
  def delete(path, id, parameters = {}) = perform(Net::HTTP::Delete, "#{path}/#{CGI.escape(id)}", query: parameters)

  def verify(id, code, extra = {})
    post("credentials/#{CGI.escape(id)}/verify", wrap('credentials', extra.merge(code: code)))
  end

  def finish = @connection.finish

  private

  def wrap(path, attributes)
    request = attributes[:request]
    body = { path.delete_suffix('s') => attributes.reject { |name, _| name == :request } }
    request ? body.merge(request: request) : body
  end

  def perform(verb, path, query: {}, body: nil)
    message = verb.new("#{@base.path}/v1/#{path}#{query_string(query)}", headers)
    message.body = JSON.generate(body) if body
    answer(@connection.request(message))
  end

  def headers
    { 'Content-Type' => 'application/json', 'Accept' => 'application/json', 'X-Authrocket-Api-Key' => @key,
      'X-Authrocket-Account' => @account, 'X-Authrocket-Realm' => @realm }.compact
  end

  # The gem writes a hash as Ruby inspects it, and an empty array as a lone pair of brackets.
  def query_string(parameters)
    pairs = parameters.flat_map do |name, value|
      next ["#{name}[]="] if value == []

      Array(value.is_a?(Hash) ? value.inspect : value).map do |one|
        "#{name}#{'[]' if value.is_a?(Array)}=#{CGI.escape(one.to_s)}"
      end
    end
    pairs.empty? ? '' : "?#{pairs.join('&')}"
  end

  def answer(response)
    body = response.body.to_s.empty? ? {} : JSON.parse(response.body)
    errors = (body.delete('errors') || {}).values.flatten
    Answer.new(response.code.to_i, response, body['collection'] || body, errors, body['more_results'])
  end
end

def step(what, succeeded, status = nil)
  puts "#{succeeded ? 'ok   ' : 'WRONG'} #{what}#{" (status #{status})" if status && !succeeded}"
  exit 1 unless succeeded
end

def expect(what, status, answer)
  traceable = answer.headers['X-Request-ID'].to_s.match?(/\Arq_[0-9A-Za-z]{22}\z/)
  right = answer.status == status && traceable && (!block_given? || yield(answer))
  step(what, right, answer.status)
  answer
end

def code(secret)
  bits = secret.each_char.map { |digit| format('%05b', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.index(digit)) }.join
  hash = OpenSSL::HMAC.digest('SHA1', [bits].pack('B*'), [Time.now.to_i / 30].pack('Q>'))
  number = hash.byteslice(hash.bytes.last & 15, 4).unpack1('N') & 0x7fffffff
  format('%06d', number % 1_000_000)
end

client = Client.new(*%w[URL LEGACY_ACCOUNT LEGACY_KEY].map { |name| ENV.fetch("CREDENCE_#{name}") })
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
