# What a Ruby app has of the original's gem, on net/http: one persistent connection, JSON bodies that are at least {},
# ids through CGI.escape, the messages of errors as errors.values.flatten. CREDENCE_URL, CREDENCE_LEGACY_ACCOUNT and
# CREDENCE_LEGACY_KEY say where and as whom. Each step of a script is one line; the script ends with 1 at the first
# wrong answer.

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

  def first(path, parameters = {}) = all(path, parameters.merge(max_results: 1)).data.first
  def all(path, parameters = {}) = perform(Net::HTTP::Get, path, query: parameters)
  def find(path, id, parameters = {}) = perform(Net::HTTP::Get, "#{path}/#{CGI.escape(id)}", query: parameters)
  def create(path, attributes) = perform(Net::HTTP::Post, path, body: wrap(path, attributes))
  def post(path, body = {}) = perform(Net::HTTP::Post, path, body: body)
  def put(path, body) = perform(Net::HTTP::Put, path, body: body)
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

def code(secret, later: 0)
  bits = secret.each_char.map { |digit| format('%05b', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.index(digit)) }.join
  hash = OpenSSL::HMAC.digest('SHA1', [bits].pack('B*'), [Time.now.to_i / 30 + later].pack('Q>'))
  number = hash.byteslice(hash.bytes.last & 15, 4).unpack1('N') & 0x7fffffff
  format('%06d', number % 1_000_000)
end

def app = Client.new(*%w[URL LEGACY_ACCOUNT LEGACY_KEY].map { |name| ENV.fetch("CREDENCE_#{name}") })
