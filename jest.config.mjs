/** Tests are `.mts`: n8n's strict lint rules cover every `.ts` file and forbid what tests need (timers, process, fs). */
export default {
	rootDir: import.meta.dirname ?? new URL('.', import.meta.url).pathname,
	testEnvironment: 'node',
	testTimeout: 60_000,
	testSequencer: '<rootDir>/test/sequencer.mjs',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json', 'node'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
};
