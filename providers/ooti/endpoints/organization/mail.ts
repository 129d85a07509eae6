import { call, crud, subject } from '../rows';

const emailTemplate = subject('emailTemplate', 'an email template', 'email templates', 'emails');
const mailServer = subject('mailServer', 'a mail server', 'mail servers', 'emails');
const inboundEmail = subject(
	'inboundEmail',
	'an inbound email',
	'inbound emails',
	'inbound_emails',
);
const newsletter = subject('newsletter', 'a newsletter', 'newsletters', 'newsletters');

const mailServerCaution = 'The settings include a password';
const masked = { secretKeys: ['password'] } as const;

export const mail = [
	...crud(emailTemplate, '/emails/list/{org_pk}/', '/emails/{pk}/', {
		only: ['create', 'get', 'getMany', 'update'],
		both: `team name type email_to email_from name_from email_cc email_bcc email_subject email_body
			smtp_setting projects invoices`,
		details: {
			type: {
				type: 'options',
				options: ['invoice', 'followup', 'contractor_notification'],
				description: 'Purpose of the email',
			},
		},
	}),
	call(emailTemplate, 'delete', 'DELETE', '/emails/{pk}', 'Delete an email template'),
	call(
		emailTemplate,
		'apply',
		'POST',
		'/emails/{pk}/apply/',
		'Apply an email template to its projects and their unsent invoices',
	),
	call(
		emailTemplate,
		'sendTest',
		'POST',
		'/emails/{pk}/send-test/',
		'Send a test email of a template to myself',
	),

	...crud(mailServer, '/emails/smtp/list/{org_pk}/', '/emails/smtp/{pk}/', {
		only: ['create', 'get', 'getMany', 'update'],
		both: 'from_name from_email username password protocol host port',
		details: {
			username: { description: 'Username on the mail server' },
			password: { description: 'Password on the mail server' },
			host: { description: 'Hostname of the mail server' },
		},
		remarks: {
			create: mailServerCaution,
			get: mailServerCaution,
			getMany: mailServerCaution,
			update: mailServerCaution,
		},
		rest: { create: masked, get: masked, getMany: masked, update: masked },
	}),
	call(
		mailServer,
		'delete',
		'DELETE',
		'/emails/smtp/{pk}',
		'Delete a mail server. Emails sent through it stop.',
	),
	call(
		mailServer,
		'sendTest',
		'POST',
		'/emails/smtp/{pk}/send-test/',
		'Send a test email through a mail server',
	),

	...crud(inboundEmail, '/inbound_emails/list/{org_pk}/', '/inbound_emails/{id}/', {
		both: `project! invoice received_at to_address from_address reply_to_address cc_address
			bcc_address subject body`,
	}),

	...crud(newsletter, '/newsletters/list/{org_pk}/', '/newsletters/{pk}/', {
		both: 'name template receivers all_users_are_receivers start_date end_date time type frequency',
	}),
];
