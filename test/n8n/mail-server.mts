import { once } from 'node:events';
import net from 'node:net';

/** Takes mail by SMTP (RFC 5321), as much of it as a client without login and TLS needs, and keeps it. */
export class MailServer {
	/** Each message as it came: headers, an empty line, text. */
	readonly messages: string[] = [];

	private constructor(private readonly server: net.Server) {}

	static async start(): Promise<MailServer> {
		const server = net.createServer();
		const mail = new MailServer(server);
		server.on('connection', (socket) => mail.serve(socket));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return mail;
	}

	get port(): number {
		return (this.server.address() as net.AddressInfo).port;
	}

	async close(): Promise<void> {
		this.server.close();
		await once(this.server, 'close');
	}

	private serve(socket: net.Socket): void {
		let rest = '';
		let message: string[] | undefined;
		const reply = (line: string) => socket.write(`${line}\r\n`);
		const take = (line: string) => {
			if (message !== undefined) {
				if (line !== '.') message.push(line.replace(/^\.\./, '.'));
				else {
					this.messages.push(unfolded(message));
					message = undefined;
					reply('250 OK');
				}
			} else if (/^DATA$/i.test(line)) {
				message = [];
				reply('354 Go ahead');
			} else if (/^QUIT$/i.test(line)) {
				reply('221 Bye');
				socket.end();
			} else reply('250 OK');
		};
		socket.setEncoding('utf8');
		socket.on('error', () => undefined);
		socket.on('data', (chunk: string) => {
			const lines = (rest + chunk).split('\r\n');
			rest = lines.pop() ?? '';
			lines.forEach(take);
		});
		reply('220 mail of the tests');
	}
}

/** Long lines are broken by "=" at their end where the text is quoted-printable (RFC 2045). */
function unfolded(lines: readonly string[]): string {
	return lines.join('\n').replace(/=\n/g, '');
}
