import { call, crud, subject } from './rows';

const emailTemplate = subject('emailTemplate', 'an e-mail template', 'e-mail templates', 'emails');
const mailServer = subject('mailServer', 'a mail server', 'mail servers', 'emails');
const inboundEmail = subject(
	'inboundEmail',
	'an inbound e-mail',
	'inbound e-mails',
	'inbound_emails',
);
const newsletter = subject('newsletter', 'a newsletter', 'newsletters', 'newsletters');

const mailServerCaution = 'caution: its settings hold a password';
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
				description: 'What the e-mail is for',
			},
		},
	}),
	call(emailTemplate, 'delete', 'DELETE', '/emails/{pk}', 'Delete an e-mail template'),
	call(
		emailTemplate,
		'apply',
		'POST',
		'/emails/{pk}/apply/',
		'Use an e-mail template for its projects and their unsent invoices',
	),
	call(
		emailTemplate,
		'sendTest',
		'POST',
		'/emails/{pk}/send-test/',
		'Send the e-mail of a template to myself',
	),

	...crud(mailServer, '/emails/smtp/list/{org_pk}/', '/emails/smtp/{pk}/', {
		only: ['create', 'get', 'getMany', 'update'],
		both: 'from_name from_email username password protocol host port',
		details: {
			username: { description: 'User name at the mail server' },
			password: { description: 'Password at the mail server' },
			host: { description: 'Address of the mail server' },
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
		'Delete a mail server; caution: e-mails through it stop',
	),
	call(
		mailServer,
		'sendTest',
		'POST',
		'/emails/smtp/{pk}/send-test/',
		'Check a mail server with a test e-mail',
	),

	...crud(inboundEmail, '/inbound_emails/list/{org_pk}/', '/inbound_emails/{id}/', {
		both: `project! invoice received_at to_address from_address reply_to_address cc_address
			bcc_address subject body`,
	}),

	...crud(newsletter, '/newsletters/list/{org_pk}/', '/newsletters/{pk}/', {
		both: 'name template receivers all_users_are_receivers start_date end_date time type frequency',
	}),
];
