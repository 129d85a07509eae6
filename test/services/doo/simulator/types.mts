import type { AttendeeStatus } from './data.mts';
import { store } from './store.mts';

/** The record that an event is about. */
export interface Subject {
	resource: Resource;
	id: string;
	/** Absent for contacts. */
	eventId?: string;
	/** In the service's time, for the filters of the initialisation. */
	updatedAt: string;
	/** What the record itself is like, where a type asks for it. */
	state?: string;
	isCheckedIn?: boolean;
}

export const RESOURCES = ['events', 'orders', 'attendees', 'contacts', 'invitees'] as const;

export type Resource = (typeof RESOURCES)[number];

const TYPES: Record<Resource, RegExp> = {
	events: /^event_(created|updated|removed)$/,
	orders: /^order_(created|updated|removed|cancelled)$/,
	attendees: /^attendee_(pending|validated|cancelled|checkin)$/,
	contacts: /^contact_[a-z]+$/,
	invitees: /^invitee_[a-z]+$/,
};

const ATTENDEE_STATES: readonly AttendeeStatus[] = ['pending', 'validated', 'cancelled'];

/** The resource that a webhook type is about; undefined for a type that does not exist. */
export function resourceOf(type: string): Resource | undefined {
	return RESOURCES.find((resource) => TYPES[resource].test(type));
}

/** Every record of a resource. */
export function subjects(resource: Resource): Subject[] {
	const { events, orders, attendees, contacts, invitees } = store.data;
	switch (resource) {
		case 'events':
			return events.map(({ id, updatedAt, status }) => ({
				resource,
				id,
				eventId: id,
				updatedAt,
				state: status,
			}));
		case 'orders':
			return orders.map(({ id, eventId, updatedAt, status }) => ({
				resource,
				id,
				eventId,
				updatedAt,
				state: status,
			}));
		case 'attendees':
			return attendees.map(({ id, eventId, updatedAt, status, checkedInAt }) => ({
				resource,
				id,
				eventId,
				updatedAt,
				state: status,
				isCheckedIn: checkedInAt !== null,
			}));
		case 'contacts':
			return contacts.map(({ id, updatedAt }) => ({ resource, id, updatedAt }));
		case 'invitees':
			return invitees.map(({ id, eventId, updatedAt }) => ({ resource, id, eventId, updatedAt }));
	}
}

/** Whether a type would be sent for a record in the state that it is in now. */
export function fits(type: string, subject: Subject): boolean {
	const change = type.slice(type.indexOf('_') + 1);
	if (subject.resource === 'attendees') {
		if (change === 'checkin') return subject.isCheckedIn === true;
		return ATTENDEE_STATES.some((state) => state === change) && subject.state === change;
	}
	if (change === 'removed') return subject.state === 'deleted';
	if (change === 'cancelled') return subject.state === 'cancelled';
	return true;
}
