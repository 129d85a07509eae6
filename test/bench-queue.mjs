import { run } from './command.mjs';
import { installN8n } from './n8n/install.mjs';
import { node, root, setup } from './setup.mjs';

await setup();
for (const version of ['2.41.1', '1.123.81']) await installN8n(version);
process.exitCode = await run(
	node,
	['--import', 'tsx', 'test/bench/queue.mts', ...process.argv.slice(2)],
	{ cwd: root, limitMs: 70 * 60_000 },
);
