import { isBuilt } from './build.mjs';
import { run } from './command.mjs';
import { installN8n } from './n8n/install.mjs';
import { node, root, setup } from './setup.mjs';

const DEMO_VERSION = '2.41.1';

await setup();
if (!isBuilt()) {
	console.log('Building the package: about half a minute');
	const code = await run('npm', ['run', '--silent', 'build'], { cwd: root });
	if (code !== 0) process.exit(code);
}
await installN8n(DEMO_VERSION);

process.exitCode = await run(
	node,
	['--import', 'tsx', 'test/n8n/demo/main.mts', ...process.argv.slice(2)],
	{
		cwd: root,
		env: { ...process.env, PACKAGE_IS_BUILT: 'yes', SANDBOX_DATES: 'recent' },
		// npm passes a signal on to this process alone; Ctrl-C reaches every process.
		signals: ['SIGINT', 'SIGTERM', 'SIGHUP'],
	},
);
