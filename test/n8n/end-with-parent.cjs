const { isMainThread } = require('node:worker_threads');

/** Loaded into n8n's process: its standard input is a pipe that closes when whoever started it is gone, in whatever way. */
if (isMainThread) {
	process.stdin.on('end', () => process.exit(1));
	process.stdin.resume();
	process.stdin.unref();
}
