import { createServer } from 'node:http';

/*
 * Stands in for Google's model, inside the agent's container. The words of the last prompt decide the answer: `ASK` a
 * question, `RUN <command>` a command, `LIST` a list of two tasks, `HANG` nothing at all, anything else one sentence.
 * Requests without tools are the program's own.
 */
const PORT = 9099;
const QUESTION = {
  question: 'PKCE or implicit?',
  header: 'Flow',
  type: 'choice',
  options: [
    { label: 'PKCE', description: 'safer' },
    { label: 'Implicit', description: 'older' },
  ],
};
const TODOS = [
  { description: 'Write it', status: 'completed' },
  { description: 'Test it', status: 'in_progress' },
];
const JUDGED = {
  reasoning: '-',
  model_choice: 'flash',
  complexity_score: 1,
  complexity_reasoning: '-',
  next_speaker: 'user',
};

function call(name, args) {
  return { functionCall: { name, args } };
}

function answerTo({ contents, tools, generationConfig }) {
  if (generationConfig?.responseJsonSchema) return { text: JSON.stringify(JUDGED) };
  if (!tools?.some(({ functionDeclarations }) => functionDeclarations?.length > 0)) return { text: 'Title' };
  const { parts } = contents.at(-1);
  if (parts.some(({ functionResponse }) => functionResponse)) return { text: 'Done with the tool.' };
  const text = parts.at(-1).text ?? '';
  const command = /RUN (.+)/.exec(text)?.[1];
  if (command !== undefined) return call('run_shell_command', { command, description: 'run it' });
  if (text.includes('ASK')) return call('ask_user', { questions: [QUESTION] });
  if (text.includes('LIST')) return call('write_todos', { todos: TODOS });
  return text.includes('HANG') ? undefined : { text: 'Hello.' };
}

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const isStream = request.url.includes('streamGenerateContent');
  if (!isStream && !request.url.includes('generateContent')) return response.end('{"totalTokens":10}');
  response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
  const part = answerTo(JSON.parse(body));
  if (part === undefined) return response.flushHeaders();
  const candidates = [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }];
  const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 };
  const answer = JSON.stringify({ candidates, usageMetadata, modelVersion: 'gemini-test' });
  response.end(isStream ? `data: ${answer}\n\n` : answer);
}).listen(PORT, '127.0.0.1');
