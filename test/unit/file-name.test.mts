import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { safeFileName } from '../../transport/core/file-name';

describe('the name of a file that a service sends', () => {
	it.each([
		['Plan A.pdf', 'Plan A.pdf'],
		['Pläne.tar.gz', 'Pläne.tar.gz'],
		['فاتورة.pdf', 'فاتورة.pdf'],
		['', 'file'],
		['.', 'file'],
		['..', 'file'],
		['...  . ', 'file'],
		['.pdf', 'file.pdf'],
		['.htaccess', 'file.htaccess'],
		['..a.pdf', 'a.pdf'],
		['../../etc/passwd', '_.._etc_passwd'],
		['..\\..\\x.exe', '_.._x.exe'],
		['C:\\x.txt', 'C__x.txt'],
		['invoice\u202Efdp.exe', 'invoicefdp.exe'],
		['a\u2066b\u200Bc\uFEFF.pdf', 'abc.pdf'],
		['\u202E', 'file'],
		['a\u0000b\nc\u2028d.pdf', 'a_b_c_d.pdf'],
		['\uD800x.pdf', 'x.pdf'],
		['CON', '_CON'],
		['nul.txt', '_nul.txt'],
		['Com1 .tar.gz', '_Com1 .tar.gz'],
		['\u200Baux.', '_aux'],
		['console.txt', 'console.txt'],
		['a.pdf. .', 'a.pdf'],
		['a<b>|?*"c.pdf', 'a_b_____c.pdf'],
	])('%j becomes %j', (given, name) => {
		expect(safeFileName(given)).toBe(name);
	});

	it('has 200 bytes at most, whole characters, and its ending', () => {
		expect(safeFileName(`${'ü'.repeat(500)}.pdf`)).toBe(`${'ü'.repeat(98)}.pdf`);
		expect(safeFileName(`${'😀'.repeat(500)}.pdf`)).toBe(`${'😀'.repeat(49)}.pdf`);
		expect(safeFileName(`a.${'b'.repeat(500)}`)).toBe(`a.${'b'.repeat(198)}`);
		expect(safeFileName(`${'. '.repeat(50_000)}x-1${'. '.repeat(50_000)}`)).toBe('x-1');
	});

	it('takes the fallback where there is no name', () => {
		expect(safeFileName('..', 'items')).toBe('items');
		expect(safeFileName('.pdf', 'items')).toBe('items.pdf');
	});

	it('is plain, whatever comes, and stays as it is the second time', () => {
		const unit = fc.oneof(
			fc.constantFrom('.', ' ', '/', '\\', ':', '\u202E', '\u0000', 'con', 'nul', '.pdf', '\uDFFF'),
			fc.string({ unit: 'binary', maxLength: 3 }),
		);
		const names = fc.array(unit, { maxLength: 120 }).map((parts) => parts.join(''));
		fc.assert(
			fc.property(names, (given) => {
				const name = safeFileName(given);
				expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]|^[.\s]|[.\s]$/u);
				expect(name).not.toBe('');
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201);
				expect(safeFileName(name)).toBe(name);
			}),
			{ numRuns: 1000 },
		);
	});
});
