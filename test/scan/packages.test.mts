import { expect, it, jest } from '@jest/globals';
import { cut } from '../../packages/cut.mts';
import { services } from '../../packages/services.mts';
import { scanSource, told } from './scan.mts';

/** The first scan of a machine installs the scanner. */
jest.setTimeout(300_000);

it.each(services)('finds nothing in the sources of $packageName', async (service) => {
	expect(told(await scanSource(await cut(service)))).toBe('');
});
