import { jest } from '@jest/globals';

/** Lets `AbortSignal.timeout` follow jest's clock, which by itself it does not. Call it while fake timers are in use. */
export function fakeTimeouts(): void {
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		const end = new AbortController();
		setTimeout(() => end.abort(), ms);
		return end.signal;
	});
}
