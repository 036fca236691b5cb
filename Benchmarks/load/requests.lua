-- Sends the requests of a file, one "METHOD TAB path TAB body" a line, each thread its own share of them, over and over.
-- wrk … URL -- REQUESTS HEADERS THREADS: the lines of a file of headers go with each request; the file that BENCH_RESULT
-- names gets the figures as JSON, times in microseconds.

local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

local function headers_in(path)
    local headers = {}
    for line in io.lines(path) do
        local name, value = line:match("^([^:]+): (.*)$")
        headers[name] = value
    end
    return headers
end

function init(arguments)
    local headers = headers_in(arguments[2])
    requests = {}
    local line_number = 0
    for line in io.lines(arguments[1]) do
        if line_number % tonumber(arguments[3]) == number then
            local method, path, body = line:match("^(%S+)\t(%S+)\t(.*)$")
            requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
        end
        line_number = line_number + 1
    end
    turn = 0
end

function request()
    turn = turn + 1
    if turn > #requests then turn = 1 end
    return requests[turn]
end

function done(summary, latency, _)
    local errors = summary.errors
    local file = assert(io.open(os.getenv("BENCH_RESULT"), "w"))
    file:write(string.format(
        '{"requests":%d,"microseconds":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d}\n',
        summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(99)))
    file:close()
end
