import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** `node leg.mjs <folder of the scanner> <package folder> source|tarball`: prints what the scanner finds, as JSON. */
const [scanner, folder, leg] = process.argv.slice(2);
const file = path.join(scanner, 'scanner', 'scanner.mjs');

// The scanner tells of errors, as text, and drops warnings: what its ESLint gives is read on the way.
const { ESLint } = createRequire(file)('eslint');
const { lintFiles } = ESLint.prototype;
const results = [];
ESLint.prototype.lintFiles = async function (...args) {
	const found = await lintFiles.apply(this, args);
	results.push(...found);
	return found;
};

const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(pathToFileURL(file).href);
/** As `analyzePackageByName` in scanner.mjs calls it. */
const patterns = leg === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
const { passed, message } = await analyzePackage(folder, patterns);

const findings = results.flatMap(({ filePath, messages }) =>
	messages.map(({ line, ruleId, severity, message: words }) => ({
		file: path.relative(folder, filePath),
		line: line ?? 0,
		rule: ruleId ?? 'parser',
		severity: severity === 2 ? 'error' : 'warning',
		words,
	})),
);
const report = { passed, message, files: results.map(({ filePath }) => filePath), findings };
writeSync(1, JSON.stringify(report));
