// http.mjs   fastify in front of BullMQ on 127.0.0.1:$HTTP_PORT: answers 202 once the job is accepted.
import Fastify from 'fastify';
import { openClient, submit } from './adapters/bullmq.mjs';

const server = Fastify({ logger: false });
await openClient();
server.get('/', async () => 'ok');
server.post('/jobs', async (request, reply) => {
  const { stock_code: symbol, priority } = request.body;
  const { id } = await submit(priority.toUpperCase(), { symbol, kind: 'noop' });
  reply.code(202);
  return { id, symbol };
});
await server.listen({ host: '127.0.0.1', port: +process.env.HTTP_PORT });
