import { run } from './command.mjs';
import { installN8n } from './n8n/install.mjs';
import { node, root, setup } from './setup.mjs';

const VERSION = '2.41.1';
const MINUTES = 30;

await setup();
await installN8n(VERSION);
const minutes = Number(process.argv[2] ?? MINUTES);
process.exitCode = await run(node, ['--import', 'tsx', 'test/bench/soak.mts', `${minutes}`], {
	cwd: root,
	// Start, preparation and search come on top.
	limitMs: (minutes + 30) * 60_000,
});
