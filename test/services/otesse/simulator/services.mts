import type { FastifyReply } from 'fastify';
import { param, queryText } from '../../../sandbox/core/request.mts';
import { seedStart } from '../../../sandbox/core/seed-date.mts';
import type { SandboxRequest } from '../../../sandbox/core/types.mts';
import type { ScopedRoute } from './access.mts';
import { activeIndustry, CATEGORIES, EXTRAS, INDUSTRIES, ZONES } from './catalog.mts';
import { utc } from './data.mts';
import { refuseMissing, refuseParameter, refuseUnknown } from './errors.mts';
import { time, withQuery } from './lists.mts';
import type { Answer } from './lists.mts';

const FIRST_DAY = seedStart(Date.UTC(2026, 9, 5), 0);
const DAY_MS = 86_400_000;
const SLOT_HOURS = [8, 10, 13, 15] as const;

export const serviceRoutes: ScopedRoute[] = [
	{
		method: 'GET',
		path: '/services/industries',
		scope: 'services:read',
		handler: () => ({ data: INDUSTRIES.filter((industry) => industry.is_active) }),
	},
	{
		method: 'GET',
		path: '/services/industries/{slug}/products',
		scope: 'services:read',
		handler: (request, reply) => {
			const industry = activeIndustry(param(request, 'slug'));
			if (!industry) return refuseUnknown(reply, 'industry');
			return { industry: industry.slug, categories: CATEGORIES[industry.slug] ?? [] };
		},
	},
	{
		method: 'GET',
		path: '/services/industries/{slug}/extras',
		scope: 'services:read',
		handler: (request, reply) => {
			const industry = activeIndustry(param(request, 'slug'));
			if (!industry) return refuseUnknown(reply, 'industry');
			return { data: EXTRAS[industry.slug] ?? [] };
		},
	},
	{
		method: 'GET',
		path: '/services/availability',
		scope: 'services:read',
		handler: (request, reply) => withQuery(reply, () => availability(request, reply)),
	},
];

/** Free slots of three days; the shape is ours, the service's own is not published. */
function availability(request: SandboxRequest, reply: FastifyReply): Answer {
	const missing = ['zip', 'industry'].find((name) => !queryText(request, name));
	if (missing) return refuseMissing(reply, missing);
	const industry = activeIndustry(queryText(request, 'industry'));
	if (!industry) {
		return refuseParameter(reply, 'industry', "The 'industry' parameter names no industry.");
	}
	const zone = ZONES.find(({ zip }) => zip === queryText(request, 'zip'));
	if (!zone) return { data: [] };
	const start = time(request, 'date_from') ?? FIRST_DAY;
	return { data: [0, 1, 2].flatMap((day) => slotsOf(start + day * DAY_MS, day)) };
}

function slotsOf(day: number, index: number): object[] {
	return SLOT_HOURS.slice(index).map((hour) => ({
		start: utc(day + hour * 3_600_000),
		end: utc(day + (hour + 2) * 3_600_000),
		available_crews: 1 + ((hour + index) % 3),
	}));
}
