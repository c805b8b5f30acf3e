import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

/*
 * Stands in for Anthropic's model, inside the agent's container. The words of the last prompt decide the answer:
 * `ASK` a question, `ASK TWO` two of them, `RUN <command>` a command, `PLAN` a plan, `HANG` nothing at all,
 * `LIST` the list of two tasks in one call, `TASKS` a list of two tasks of which the first is done, `LIMIT` that its
 * user's share is used up for two hours, `SAY <words>` those words, anything else one sentence.
 * Without tools it is asked for a branch of a task, whose last line decides: `NAME <text>` that text, `LONG` 100 kB, `HANG` nothing
 * at all, `BUSY` that there are too many.
 */
const PORT = 9099;

const QUESTION = {
  questions: [
    {
      question: 'PKCE or implicit?',
      header: 'Flow',
      multiSelect: false,
      options: [
        { label: 'PKCE', description: 'safer' },
        { label: 'Implicit', description: 'older' },
      ],
    },
  ],
};

const TWO = {
  questions: [
    ...QUESTION.questions,
    {
      question: 'Which parts?',
      header: 'Parts',
      multiSelect: true,
      options: [
        { label: 'Login', description: 'the page' },
        { label: 'Tokens', description: 'the store' },
      ],
    },
  ],
};

const TASKS = [
  ['TaskCreate', { subject: 'Write it', description: 'all of it', activeForm: 'Writing it' }],
  ['TaskCreate', { subject: 'Test it', description: 'all of it', activeForm: 'Testing it' }],
  ['TaskUpdate', { taskId: '1', status: 'in_progress' }],
  ['TaskUpdate', { taskId: '1', status: 'completed' }],
  ['TaskUpdate', { taskId: '2', status: 'in_progress' }],
];

const TODOS = [
  { content: 'Write it', status: 'completed', priority: 'high' },
  { content: 'Test it', status: 'in_progress', priority: 'high' },
];

/** The next step of a list of tasks, where the last prompt wants one. */
function nextTask(messages) {
  const said = messages.filter(({ role }) => role === 'user').flatMap(({ content }) => content);
  const asked = said.findLastIndex((part) => (part.text ?? part).includes?.('TASKS'));
  const step = asked < 0 ? undefined : TASKS[said.slice(asked).filter(({ type }) => type === 'tool_result').length];
  return step && { tool: step[0], input: step[1] };
}

/** The same tools as other agents offer them. */
const OTHERS = {
  AskUserQuestion: { question: (input) => input, AskUser: questionnaire },
  Bash: { bash: (input) => input, Execute: executed },
  TodoWrite: { todowrite: (input) => input, TodoWrite: listed },
  ExitPlanMode: { ExitSpecMode: (input) => input },
};

function questionnaire({ questions }) {
  const lines = questions.flatMap(({ question, header, options, multiSelect }, at) => [
    `${at + 1}. [question] ${question}${multiSelect ? ' (multi)' : ''}`,
    `[topic] ${header}`,
    ...options.map(({ label }) => `[option] ${label}`),
  ]);
  return { questionnaire: lines.join('\n') };
}

/** Droid's is one text; Claude Code's has another shape as well, and nothing asks it for that. */
function listed({ todos }) {
  return { todos: todos.map(({ content, status }, at) => `${at + 1}. [${status}] ${content}`).join('\n') };
}

function executed({ command }) {
  return { command, summary: 'Run what is asked for', riskLevelReason: 'It is a test.', riskLevel: 'medium' };
}

/** A call of a tool as this agent offers it. */
function offered(answer, tools) {
  const isThere = ([name]) => tools.some((tool) => tool.name === name);
  const [name, inputOf] = Object.entries(OTHERS[answer.tool] ?? {}).find(isThere) ?? [];
  return name === undefined ? answer : { tool: name, input: inputOf(answer.input) };
}

function answerTo(messages) {
  const task = nextTask(messages);
  if (task !== undefined) return task;
  const { content } = messages.filter(({ role }) => role === 'user').at(-1);
  const last = typeof content === 'string' ? { type: 'text', text: content } : content.at(-1);
  if (last.type === 'tool_result') return { text: 'Done with the tool.' };
  const command = /RUN (.+)/.exec(last.text)?.[1];
  if (command !== undefined) return { tool: 'Bash', input: { command, description: 'run it' } };
  if (last.text.includes('LIST')) return { tool: 'TodoWrite', input: { todos: TODOS } };
  if (last.text.includes('ASK TWO')) return { tool: 'AskUserQuestion', input: TWO };
  if (last.text.includes('ASK')) return { tool: 'AskUserQuestion', input: QUESTION };
  if (last.text.includes('PLAN')) return { tool: 'ExitPlanMode', input: { plan: 'Step one. Step two.' } };
  return last.text.includes('HANG') ? {} : { text: /SAY (.+)/.exec(last.text)?.[1] ?? 'Hello.' };
}

/** The name of a task's branch; titles and the like get a word. */
function wordTo(messages) {
  const { content } = messages.filter(({ role }) => role === 'user').at(-1);
  const asked = [content].flat().map((part) => part.text ?? part);
  const task = asked.map((text) => /JSON string:\s*(".*")/.exec(text)?.[1]).find(Boolean);
  const wanted = task === undefined ? '' : JSON.parse(task).split('\n').at(-1);
  if (wanted.startsWith('HANG')) return {};
  if (wanted.startsWith('LONG')) return { text: `feat/${'x'.repeat(100_000)}` };
  return { text: /^NAME (.*)/.exec(wanted)?.[1] ?? 'Title' };
}

function event(type, data) {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

function stream(response, model, { text, tool, input }) {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const message = {
    id: `msg_${randomUUID()}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    usage,
  };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(event('message_start', { message }));
  if (text === undefined && tool === undefined) return;
  const block =
    tool === undefined
      ? { type: 'text', text: '' }
      : { type: 'tool_use', id: `toolu_${randomUUID()}`, name: tool, input: {} };
  const delta =
    tool === undefined
      ? { type: 'text_delta', text }
      : { type: 'input_json_delta', partial_json: JSON.stringify(input) };
  response.write(event('content_block_start', { index: 0, content_block: block }));
  response.write(event('content_block_delta', { index: 0, delta }));
  response.write(event('content_block_stop', { index: 0 }));
  response.write(
    event('message_delta', { delta: { stop_reason: tool === undefined ? 'end_turn' : 'tool_use' }, usage }),
  );
  response.end(event('message_stop', {}));
}

/** As its provider refuses a user whose share is used up. */
function refuse(response) {
  const reset = `${Math.floor(Date.now() / 1000) + 7200}`;
  const limits = 'anthropic-ratelimit-unified';
  response.writeHead(429, {
    'content-type': 'application/json',
    'x-should-retry': 'false',
    [`${limits}-status`]: 'rejected',
    [`${limits}-reset`]: reset,
    [`${limits}-representative-claim`]: 'five_hour',
  });
  response.end(JSON.stringify({ type: 'error', error: { type: 'rate_limit_error', message: 'Too much.' } }));
}

function isRefused(messages) {
  const last = [messages.filter(({ role }) => role === 'user').at(-1).content].flat().at(-1);
  return (last.text ?? last).includes?.('LIMIT') === true;
}

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.method !== 'POST' || !/\/messages(\?|$)/.test(request.url)) return response.end('{"input_tokens":1}');
  const { model, messages, tools } = JSON.parse(body);
  if (tools?.length > 0 && isRefused(messages)) return refuse(response);
  if (JSON.stringify(messages).includes('BUSY')) return response.writeHead(529).end('{}');
  // Only a turn has tools.
  return stream(response, model, tools?.length > 0 ? offered(answerTo(messages), tools) : wordTo(messages));
}).listen(PORT, '127.0.0.1');
