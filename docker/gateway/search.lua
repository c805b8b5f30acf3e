-- Looks in what comes back to an agent for the secret that its gateway sent: in bodies of any length as they pass, and in
-- web sockets. Nothing waits but what may be the beginning of one. Whatever has one ends, and so does what nobody can read.
local credentials = require("credentials")
local frames = require("frames")
local noting = require("noting")
local seek = require("seek")

local ROW = "refused https %s %s %d %s"

-- An error is the one thing by which a filter can end a connection.
local function stop() error("what has a sign-in in it does not pass", 0) end

-- Whether nothing more can come: what is full takes nothing either, for a while.
local function is_over(stream) return not stream:may_recv() and not stream:is_full() end

local Answers = { id = "search_answers", flags = filter.FLT_CFG_FL_HTX }
Answers.__index = Answers

function Answers:new() return setmetatable({}, Answers) end

function Answers:http_headers(txn, message)
  if not message:is_resp() or not txn:get_var("txn.lent") then return end
  self.seeker = seek(credentials.told())
  filter.register_data_filter(self, message.channel)
end

-- What follows a body is not among what can be read; its end counts as one byte.
function Answers:http_payload(txn, message)
  local body = message:body() or ""
  local has_trailers = message:input() - #body > 1
  local told, held = self.seeker:take(body, message:eom() or is_over(message))
  if told or has_trailers then
    noting.refuse(txn, told and "secret-told" or "unreadable")
    stop()
  end
  if held > 0 then return #body - held end
end

core.register_filter("search_answers", Answers, function(answers) return answers end)

local Sockets = { id = "search_sockets" }
Sockets.__index = Sockets

function Sockets:new() return setmetatable({ frames = frames(), seeker = seek(credentials.told()) }, Sockets) end

function Sockets:start_analyze(_, channel)
  if channel:is_resp() then filter.register_data_filter(self, channel) end
end

local function stop_socket(txn, rule)
  txn:Info(ROW:format(txn.f:fc_pp_authority() or "-", txn.f:dst(), txn.f:dst_port(), rule))
  stop()
end

-- What waits is read again as a whole: of a part of it, the channel tells something else than what is there.
function Sockets:tcp_payload(txn, channel)
  local piece = channel:data()
  if type(piece) ~= "string" or piece == "" then return end
  local seeker, read = self.seeker:copy(), self.frames:copy()
  local told, held = seeker:take(read:take(piece), is_over(channel))
  if told then stop_socket(txn, "secret-told") end
  if read.is_odd or held > 0 and channel:is_full() then stop_socket(txn, "unreadable") end
  if held > 0 then return 0 end
  self.seeker, self.frames = seeker, read
end

core.register_filter("search_sockets", Sockets, function(sockets) return sockets end)
