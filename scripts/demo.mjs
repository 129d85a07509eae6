import { run } from './command.mjs';
import { installN8n } from './n8n/install.mjs';
import { node, root, setup } from './setup.mjs';

const DEMO_VERSION = '2.41.1';

await setup();
await installN8n(DEMO_VERSION);

// Ctrl-C reaches the demo below by itself; this process waits until it has cleaned up.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});

process.exitCode = await run(
	node,
	['--import', 'tsx', 'test/n8n/demo.mts', ...process.argv.slice(2)],
	{ cwd: root },
);
