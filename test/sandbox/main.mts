const DEFAULT_PORT = 4600;

// Before the seeds are made.
process.env.SANDBOX_DATES ??= 'recent';
const { startSandbox } = await import('./server.mts');

const sandbox = await startSandbox({ port: Number(process.env.SANDBOX_PORT ?? DEFAULT_PORT) });

const lines = Object.entries(sandbox.baseUrls).map(([name, url]) => `  ${name.padEnd(13)}${url}`);
process.stdout.write(
	`The sandbox runs.\n${lines.join('\n')}\n  ${'steering'.padEnd(13)}${sandbox.origin}/__sandbox\n`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		void sandbox.close().then(() => process.exit(0));
	});
}

export {};
