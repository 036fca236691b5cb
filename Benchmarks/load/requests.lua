-- Sends the requests of a file, each of which a NUL ends, over and over; each thread those of its own file.
-- wrk … URL -- REQUESTS: the files are REQUESTS-0, REQUESTS-1, …; the file that BENCH_RESULT names gets the figures as JSON,
-- times in microseconds.

local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

-- As little as can be: the first thread's answers count already while the second reads its file, but not that time.
function init(arguments)
    local file = assert(io.open(arguments[1] .. "-" .. number, "rb"))
    requests = {}
    for request in file:read("*a"):gmatch("%Z+") do
        requests[#requests + 1] = request
    end
    file:close()
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
