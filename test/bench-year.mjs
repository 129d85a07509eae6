import { run } from './command.mjs';
import { installN8n } from './n8n/install.mjs';
import { node, root, setup } from './setup.mjs';

const VERSION = '2.41.1';

await setup();
await installN8n(VERSION);
process.exitCode = await run(
	node,
	['--import', 'tsx', 'test/bench/year.mts', ...process.argv.slice(2)],
	{ cwd: root, limitMs: 180 * 60_000 },
);
