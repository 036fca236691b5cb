-- For wrk: clients that send, without a pause, requests of the file that FLOOD_REQUESTS names, and count what came back.
-- The file holds "WEIGHT LENGTH\n" and so many bytes for each request. In them "{unique}" becomes 8 other digits each time,
-- and "{usr_}" the id of a user that the thread has created and not named since; while there is none, another request is sent.

local threads = {}

function setup(thread)
    threads[#threads + 1] = thread
end

function init()
    acknowledged, rejected, refused, limited, bare, undelivered, failed = 0, 0, 0, 0, 0, 0, 0
    -- Floods that begin at different seconds count in different places.
    requests, sent, created = {}, os.time() % 4096 * 2 ^ 20, {}
    math.randomseed(1)
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
    local bytes, prefix, id
    repeat
        bytes = requests[math.random(#requests)]
        prefix = bytes:match("{(%l+_)}")
        id = prefix and created[prefix] and table.remove(created[prefix])
    until id or not prefix
    sent = sent + 1
    if prefix then bytes = bytes:gsub("{%l+_}", id) end
    if not bytes:find("{unique}", 1, true) then return bytes end
    return (bytes:gsub("{unique}", string.format("%08x", sent)))
end

local function remember(body)
    local prefix, rest = body:match('"id":"(%l+_)(%w+)"')
    if not prefix then return end
    created[prefix] = created[prefix] or {}
    table.insert(created[prefix], prefix .. rest)
end

function response(status, headers, body)
    if status == 201 then remember(body) end
    if status < 300 then
        acknowledged = acknowledged + 1
    elseif status == 429 or status == 503 then
        if not tonumber(headers["Retry-After"]) then
            bare = bare + 1
        elseif status == 429 then
            limited = limited + 1
        else
            refused = refused + 1
        end
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
    for _, name in ipairs({ "acknowledged", "rejected", "refused", "limited", "bare", "undelivered", "failed" }) do
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
