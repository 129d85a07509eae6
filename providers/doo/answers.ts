import type { Answers } from '../../transport/contracts/answer';

const envelope = `
	response_status: integer
	developer_message user_message: string
	_links: { self: { href: uri } }
`;

/** From the doo API wiki, pages 2794651743, 2794029122, 3014819860 and 2806448153. */
export const answers: Answers = {
	'webhook.create': `${envelope} data: string`,
	'webhook.getMany': `
		_links: object
		_embedded: {
			webhooks: {
				id name description: string
				hooks: {
					type method endpoint: string
					origin: { method endpoint body: string }
				}[]
				authentication: {
					grant_type endpoint: string
					credentials: { client_id client_secret: string }
					header_format header_value_format: string
				}
				_links: { self: { href: uri } }
			}[]
		}
		page_count page_size total_items page: integer
	`,
	'webhook.initialize': `${envelope} items_processed: integer`,
};
