-- For wrk: clients that send, without a pause, requests of the file that FLOOD_REQUESTS names, and count what came back.
-- The file holds "WEIGHT LENGTH\n" and so many bytes for each request; "{unique}" in them becomes 8 other digits each time.

local threads = {}

function setup(thread)
    thread:set("number", #threads)
    threads[#threads + 1] = thread
end

function init()
    acknowledged, rejected, refused, bare, undelivered, failed = 0, 0, 0, 0, 0, 0
    requests, sent = {}, 0
    math.randomseed(number + 1)
    local file = assert(io.open(os.getenv("FLOOD_REQUESTS"), "rb"))
    while true do
        local weight, length = file:read("*n", "*n")
        if not weight then break end
        file:read(1)
        local bytes = file:read(length)
        for _ = 1, weight do requests[#requests + 1] = bytes end
    end
    file:close()
end

function request()
    sent = sent + 1
    local bytes = requests[math.random(#requests)]
    if not bytes:find("{unique}", 1, true) then return bytes end
    return (bytes:gsub("{unique}", string.format("%d%07d", number, sent)))
end

function response(status, headers)
    if status < 300 then
        acknowledged = acknowledged + 1
    elseif status == 429 or status == 503 then
        if tonumber(headers["Retry-After"]) then refused = refused + 1 else bare = bare + 1 end
    elseif status < 500 then
        rejected = rejected + 1
    elseif status == 502 or status == 504 then
        undelivered = undelivered + 1
    else
        failed = failed + 1
    end
end

function done(summary, latency)
    local function print_figure(name, value) io.write(string.format("flood %s %d\n", name, value)) end
    for _, name in ipairs({ "acknowledged", "rejected", "refused", "bare", "undelivered", "failed" }) do
        local sum = 0
        for _, thread in ipairs(threads) do sum = sum + thread:get(name) end
        print_figure(name, sum)
    end
    print_figure("late", summary.errors.timeout)
    print_figure("broken", summary.errors.connect + summary.errors.read + summary.errors.write)
    print_figure("slowest", latency.max)
    print_figure("p50", latency:percentile(50))
    print_figure("p99", latency:percentile(99))
end
