import type { Built } from './build.mts';
import { build } from './build.mts';
import { check } from './check.mts';
import { services } from './services.mts';

/** As many as a small machine compiles side by side. */
const AT_ONCE = 2;

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = services.filter(
	({ packageName }) => wanted.length === 0 || wanted.includes(packageName),
);
const unknown = wanted.filter((name) => !services.some(({ packageName }) => packageName === name));
if (unknown.length > 0) throw new Error(`There is no package ${unknown.join(', ')}`);

const open = [...chosen];
const built: Built[] = [];
await Promise.all(
	Array.from({ length: AT_ONCE }, async () => {
		for (let next = open.shift(); next; next = open.shift()) built.push(await build(next));
	}),
);
built.sort((a, b) => a.name.localeCompare(b.name));

if (process.argv.includes('--json')) console.log(JSON.stringify(built));
else
	for (const { tarball, unpackedSize } of built) {
		console.log(`${tarball} (${Math.round(unpackedSize / 1024)} kB unpacked)`);
	}
if (process.argv.includes('--check')) {
	for (const one of built) await check(one);
}
