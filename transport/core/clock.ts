/**
 * Milliseconds on a clock that only goes forward, for durations. `Date` follows the machine's clock, which can be set back or
 * ahead at any time.
 */
export function monotonicMs(): number {
	return performance.now();
}
