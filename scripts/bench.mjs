import { run } from './command.mjs';
import { installN8n } from './n8n/install.mjs';
import { node, root, setup } from './setup.mjs';

const MINUTE_MS = 60_000;
const CURRENT = '2.41.1';

/** What each measurement runs, the n8n versions it needs, and when it is ended. */
const MEASUREMENTS = {
	main: { versions: [CURRENT], limitMs: 60 * MINUTE_MS },
	kill: { versions: [CURRENT], limitMs: 60 * 60 * MINUTE_MS },
	queue: { versions: [CURRENT, '1.123.81'], limitMs: 70 * MINUTE_MS },
	// Start, preparation and search come on top of the minutes that are asked for.
	soak: { versions: [CURRENT], limitMs: (minutes = 30) => (Number(minutes) + 30) * MINUTE_MS },
	// 300 acts take about 45 minutes.
	year: { versions: [CURRENT], limitMs: 180 * MINUTE_MS },
};

const [name, ...args] = process.argv.slice(2);
const measurement = MEASUREMENTS[name];
if (!measurement) throw new Error(`There is ${Object.keys(MEASUREMENTS).join(', ')}.`);
const { versions, limitMs } = measurement;
await setup();
for (const version of versions) await installN8n(version);
process.exitCode = await run(node, ['--import', 'tsx', `test/bench/${name}.mts`, ...args], {
	cwd: root,
	limitMs: typeof limitMs === 'function' ? limitMs(args[0]) : limitMs,
});
