import { createServer } from 'node:http';

/*
 * Stands in for OpenAI's model, inside the agent's container. The words of the last prompt decide the answer: `ASK` a
 * question, `RUN <command>` a command, `ALLOW <command>` one that its user is asked for, `LIST` a plan of two steps,
 * `HANG` nothing at all, anything else one sentence. Requests without tools are for titles.
 */
const PORT = 9099;
const QUESTION = {
  id: 'flow',
  header: 'Flow',
  question: 'PKCE or implicit?',
  options: [
    { label: 'PKCE', description: 'safer' },
    { label: 'Implicit', description: 'older' },
  ],
};
const STEPS = [
  { step: 'Write it', status: 'completed' },
  { step: 'Test it', status: 'in_progress' },
];
let answers = 0;

function message(text) {
  return { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] };
}

function call(name, input) {
  return { type: 'function_call', call_id: `call_${answers}`, name, arguments: JSON.stringify(input) };
}

function answerTo({ input, tools }) {
  if (!tools?.length) return message('Title');
  const last = input.at(-1);
  if (last.type.endsWith('_output')) return message('Done with the tool.');
  const text = [last.content].flat().at(-1).text ?? '';
  const [, word, command] = /(RUN|ALLOW) (.+)/.exec(text) ?? [];
  const asks = { sandbox_permissions: 'require_escalated', justification: 'May I?' };
  if (word !== undefined) return call('exec_command', { cmd: command, ...(word === 'ALLOW' && asks) });
  if (text.includes('ASK')) return call('request_user_input', { questions: [QUESTION] });
  if (text.includes('LIST')) return call('update_plan', { plan: STEPS });
  return text.includes('HANG') ? undefined : message('Hello.');
}

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.method !== 'POST' || !request.url.endsWith('/responses')) return response.end('{"data":[],"models":[]}');
  answers += 1;
  const id = `resp_${answers}`;
  const item = answerTo(JSON.parse(body));
  const say = (type, data) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  say('response.created', { response: { id } });
  if (item === undefined) return;
  say('response.output_item.done', { item: { id: `item_${answers}`, ...item } });
  const usage = {
    input_tokens: 10,
    input_tokens_details: null,
    output_tokens: 5,
    output_tokens_details: null,
    total_tokens: 15,
  };
  say('response.completed', { response: { id, usage } });
  response.end();
}).listen(PORT, '127.0.0.1');
