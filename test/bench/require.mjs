import { createRequire } from 'node:module';
import path from 'node:path';

/** Requires the files that are its arguments; prints milliseconds and bytes of heap. Needs `--expose-gc`. */
const files = process.argv.slice(2);
createRequire(path.resolve(files[0]))('n8n-workflow');
globalThis.gc();
const before = process.memoryUsage().heapUsed;
const started = performance.now();
for (const file of files) createRequire(file)(file);
const ms = performance.now() - started;
globalThis.gc();
process.stdout.write(JSON.stringify({ ms, heapBytes: process.memoryUsage().heapUsed - before }));
