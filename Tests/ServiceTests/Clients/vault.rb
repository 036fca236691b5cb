# An app that has its users' logins on another site proven, by /v2 on net/http. CREDENCE_URL and CREDENCE_V2_KEY say where
# and as whom, PORTAL_URL which site. Each step is one line; the script ends with 1 at the first wrong answer.

require 'json'
require 'net/http'
require 'securerandom'

class Vault
  attr_reader :status

  def initialize(url, key)
    @base = URI(url)
    @key = key
    @connection = Net::HTTP.start(@base.host, @base.port)
  end

  def get(path, query = {}) = call(Net::HTTP::Get, query.empty? ? path : "#{path}?#{URI.encode_www_form(query)}")
  def post(path, body = {}, headers = {}) = call(Net::HTTP::Post, path, body, headers)
  def patch(path, body) = call(Net::HTTP::Patch, path, body)
  def delete(path) = call(Net::HTTP::Delete, path)

  # Every page of a list, one item after the other.
  def all(path, query = {})
    return enum_for(:all, path, query) unless block_given?

    loop do
      page = get(path, query)
      page['data'].each { |item| yield item }
      break unless page['has_more']

      query = query.merge(cursor: page['next_cursor'])
    end
  end

  # The run when it has ended; whatever it asks meanwhile is answered by the block.
  def end_of(run)
    600.times do
      return run if %w[completed failed canceled].include?(run['status'])

      if run['status'] == 'interaction_required'
        run = post("task-runs/#{run['id']}/interaction", { input: yield(run['interaction']) })
      else
        sleep 0.1
        run = get("task-runs/#{run['id']}")
      end
    end
    step('the run ends', false)
  end

  private

  def call(verb, path, body = nil, headers = {})
    message = verb.new("#{@base.path}/v2/#{path}", headers)
    message['Authorization'] = "Bearer #{@key}"
    message['Content-Type'] = 'application/json'
    message.body = JSON.generate(body) if body
    answer = @connection.request(message)
    @status = answer.code.to_i
    JSON.parse(answer.body)
  end
end

def step(what, succeeded)
  puts "#{succeeded ? 'ok   ' : 'WRONG'} #{what}"
  exit 1 unless succeeded
end

vault = Vault.new(ENV.fetch('CREDENCE_URL'), ENV.fetch('CREDENCE_V2_KEY'))
source = vault.post('sources', { type: 'website', website: { url: ENV.fetch('PORTAL_URL') }, name: 'Portal' })
step('create a source', vault.status == 201 && source['name'] == 'Portal')
credential = vault.post('credentials', { source_id: source['id'], auth_method: 'username_password',
                                         auth_credentials: { username: 'ines', password: 'correct-horse' } },
                        { 'Idempotency-Key' => SecureRandom.uuid })
step('create a credential', vault.status == 201 && credential['status'] == 'unverified')
task = vault.all('tasks', limit: 1).find { |it| it['name'] == 'Verify login' }
step('find the task that proves a login', !task.nil?)

run = vault.post("tasks/#{task['id']}/run", { credential_id: credential['id'] })
step('begin a run', vault.status == 201 && run['status'] == 'queued')
asked = nil
run = vault.end_of(run) do |question|
  asked = question
  { code: ENV.fetch('PORTAL_CODE') }
end
step('its user is asked for a code', asked['type'] == 'mfa' && asked['fields'].first['name'] == 'code')
step('it succeeds', run['status'] == 'completed' && run['interaction'].nil?)
step('the credential is verified', vault.get("credentials/#{credential['id']}")['status'] == 'verified')
runs = vault.get('task-runs', credential_id: credential['id'], status: 'completed')
step('its run is in the list', runs['data'].map { |it| it['id'] } == [run['id']])
session = vault.get("sessions/#{run['session_id']}")
step('in a session that is idle', session['status'] == 'idle')

vault.patch("credentials/#{credential['id']}", { external_id: 'tenant9:user42' })
step('another name changes no status', vault.get("credentials/#{credential['id']}")['status'] == 'verified')
deleted = vault.delete("credentials/#{credential['id']}")
step('delete the credential', vault.status == 200 && deleted['deleted'] == true)
shown = vault.get("credentials/#{credential['id']}")
step('which stays without its details', shown['status'] == 'deleted' && shown['auth_credentials'] == {})
vault.delete("credentials/#{credential['id']}")
step('delete it once more', vault.status == 200)
