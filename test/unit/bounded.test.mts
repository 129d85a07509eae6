import { describe, expect, it } from '@jest/globals';

import { LruMap } from '../../transport/core/lru-map';

describe('a bounded map', () => {
	it('keeps its size and forgets the oldest', () => {
		const map = new LruMap<number>(2);
		map.set('a', 1);
		map.set('b', 2);
		map.set('c', 3);
		expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, 2, 3]);
	});

	it('counts reading and writing as use', () => {
		const map = new LruMap<number>(3);
		for (const key of ['a', 'b', 'c']) map.set(key, 0);
		map.get('a');
		map.set('b', 5);
		map.set('d', 0);
		expect(map.get('c')).toBeUndefined();
		expect([map.get('a'), map.get('b'), map.get('d')]).toEqual([0, 5, 0]);
	});

	it('takes names of the prototype for plain keys', () => {
		const map = new LruMap<number>(2);
		expect(map.get('__proto__')).toBeUndefined();
		map.set('__proto__', 1);
		expect(map.get('__proto__')).toBe(1);
		expect(map.get('constructor')).toBeUndefined();
	});
});
