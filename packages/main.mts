import { buildAll } from './build.mts';
import { check } from './check.mts';
import { services } from './services.mts';

/** `npm run packages [-- --check] [-- name ...]`; without names all of them. */
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = names.filter((name) => !services.some(({ packageName }) => packageName === name));
if (unknown.length > 0) throw new Error(`There is no package ${unknown.join(', ')}`);

const built = await buildAll(
	services.filter(({ packageName }) => names.length === 0 || names.includes(packageName)),
);
for (const { tarball, unpackedSize } of built) {
	console.log(`${tarball} (${Math.round(unpackedSize / 1024)} kB unpacked)`);
}
if (process.argv.includes('--check')) {
	for (const one of built) await check(one);
}
