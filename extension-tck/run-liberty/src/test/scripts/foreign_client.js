#!/usr/bin/env node
/*
 * A client in another language: calls the sample by AMQP 1.0 alone, as the wire contract (sections 7 and 8) says.
 *
 *     node foreign_client.js 127.0.0.1 5672 http://127.0.0.1:9080/api [case ...]
 *
 * Needs rhea, see package.json. Prints one JSON line for each case: {"case": ..., what came back}.
 */
'use strict';
const { randomUUID } = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const rhea = require('rhea');

const TIMEOUT = 20_000;
const SILENCE = 1_000;
const JSON_TYPE = 'application/json';
/** Every subscriber gets every message; without it, one of them. */
const TOPIC = ['topic'];

/** What comes in, in order, for those who wait for it. */
class Inbox {
    constructor(receiver) {
        this.messages = [];
        this.waiting = [];
        receiver.on('message', ({ message }) => this.waiting.length ? this.waiting.shift()(message) : this.messages.push(message));
    }

    async next(patience = TIMEOUT) {
        if (this.messages.length) {
            return this.messages.shift();
        }
        return new Promise((resolve, reject) => {
            const waiter = message => {
                clearTimeout(timer);
                resolve(message);
            };
            const timer = setTimeout(() => {
                this.waiting.splice(this.waiting.indexOf(waiter), 1);
                reject(new Error('Nothing came.'));
            }, patience);
            this.waiting.push(waiter);
        });
    }
}

class Client {
    static async connect(host, port, base) {
        const client = new Client();
        client.base = base;
        client.connection = rhea.create_container().connect({ host, port, reconnect: false });
        const receiver = client.connection.open_receiver({ source: { dynamic: true }, credit_window: 100 });
        client.answers = new Inbox(receiver);
        await event(receiver, 'receiver_open');
        client.address = receiver.source.address;
        client.senders = {};
        return client;
    }

    async send(address, message, capabilities) {
        this.senders[address] ??= this.sender(address, capabilities);
        (await this.senders[address]).send(message);
    }

    async sender(address, capabilities) {
        const sender = this.connection.open_sender({ target: { address, capabilities } });
        await event(sender, 'sendable');
        return sender;
    }

    async receive(address, capabilities) {
        const receiver = this.connection.open_receiver({ source: { address, capabilities }, credit_window: 100 });
        await event(receiver, 'receiver_open');
        return new Inbox(receiver);
    }

    /** Sends a request and forgets it; properties that are null are left out. */
    async ask(address, body, properties) {
        const message = { subject: 'greet', content_type: JSON_TYPE, reply_to: this.address, ...properties };
        await this.send(address, { body, ...Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null)) });
    }

    /** Sends a request, as JSON text unless it is text or bytes, and waits for its answer. */
    async call(address, body, properties) {
        const isJson = body !== null && body.constructor === Object;
        await this.ask(address, isJson ? JSON.stringify(body) : body, properties);
        return told(await this.answers.next());
    }

    async greet(properties) {
        return this.call('rpc.greeter', { args: ['Matt'] }, properties);
    }

    async power(subject, kwargs) {
        return (await this.call('rpc.power', { kwargs }, { subject })).body;
    }

    /** Whether the greeter still answers, and nothing else comes before its answer. */
    async lives() {
        const mark = randomUUID();
        const answer = await this.greet({ correlation_id: mark });
        return answer.body.result === 'Hello Matt!' && answer['correlation-id'] === mark;
    }

    /** What else comes within a second. */
    async answered() {
        return this.answers.next(SILENCE).then(told, () => false);
    }
}

function event(link, name) {
    return new Promise((resolve, reject) => {
        link.once(name, resolve);
        link.once(name === 'sendable' ? 'sender_error' : 'receiver_error', () => reject(link.error));
    });
}

/** A message as JSON. */
function told(message) {
    const isText = typeof message.body === 'string';
    const [type, id] = typed(message.correlation_id);
    return {
        body: JSON.parse(isText ? message.body : message.body.content ?? message.body),
        section: isText ? 'text' : 'data',
        'content-type': message.content_type,
        'correlation-id': id,
        'correlation-type': type,
    };
}

/** rhea gives a uuid, a binary, and a ulong that is no safe integer, all as bytes: only their length tells. */
function typed(id) {
    if (!Buffer.isBuffer(id)) {
        return id === undefined ? ['none', null] : [typeof id === 'number' ? 'ulong' : typeof id, String(id)];
    }
    switch (id.length) {
        case 8: return ['ulong', String(id.readBigUInt64BE())];
        case 16: return ['uuid', rhea.uuid_to_string(id)];
        default: return ['binary', id.toString('hex')];
    }
}

const GREETING = '{"args": ["Matt"]}';
const UUID = Buffer.from('00000000000000000000000000000007', 'hex');
const BINARY = rhea.types.wrap_binary(Buffer.from('00ff', 'hex'));
const LARGE = rhea.types.wrap_ulong(Buffer.from('8000000000000001', 'hex'));

const CASES = {
    'greet': client => client.greet(),
    'greet-by-name': client => client.call('rpc.greeter', { kwargs: { friend: 'Matt' } }),
    'greet-in-utf-8': client => client.call('rpc.greeter', { args: ['Zoë 😀'] }),
    'greet-in-a-data-section': client => client.call('rpc.greeter', rhea.message.data_section(Buffer.from(GREETING))),
    'greet-in-a-binary-value': client => client.call('rpc.greeter', Buffer.from(GREETING)),
    'greet-without-content-type': client => client.greet({ content_type: null }),
    'greet-with-a-trace': client => client.greet({
        application_properties: {
            traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
            'call-id-stack': 'foreign.1,foreign.2',
        },
    }),
    'correlation-id-ulong': client => client.greet({ correlation_id: LARGE, message_id: 'not this' }),
    'correlation-id-uuid': client => client.greet({ correlation_id: UUID, message_id: 'not this' }),
    'correlation-id-string': client => client.greet({ correlation_id: 'this', message_id: 'not this' }),
    'correlation-id-binary': client => client.greet({ correlation_id: BINARY, message_id: 'not this' }),
    'message-id-ulong': client => client.greet({ message_id: 5 }),
    'message-id-uuid': client => client.greet({ message_id: UUID }),
    'message-id-string': client => client.greet({ message_id: 'this' }),
    'message-id-binary': client => client.greet({ message_id: BINARY }),
    'no-id': client => client.greet(),
    'not-yet-expired': client => client.greet({ absolute_expiry_time: Date.now() + 60_000 }),

    async 'fixed-reply-to'(client) {
        const address = 'answers-' + randomUUID();
        const answers = await client.receive(address, ['queue']);
        await client.ask('rpc.greeter', GREETING, { reply_to: address });
        return told(await answers.next());
    },

    async 'body-not-text'(client) {
        const answers = [];
        for (const body of [{ args: ['Matt'] }, ['Matt'], 5, true, null]) {
            await client.ask('rpc.greeter', body);
            answers.push(told(await client.answers.next()).body);
        }
        return { answers, lives: await client.lives() };
    },

    async 'expired'(client) {
        await client.ask('rpc.greeter', '{"args": ["too late"]}', { absolute_expiry_time: Date.now() - 60_000 });
        return { lives: await client.lives(), answered: await client.answered() };
    },

    async 'no-reply-to'(client) {
        await client.ask('rpc.greeter', '{"args": ["nobody"]}', { reply_to: null });
        return { lives: await client.lives(), answered: await client.answered() };
    },

    async 'forged-reply-to'(client) {
        const forged = ['rpc.greeter', 'rpc.power', 'events.power', 'events.nothing', 'changes.power', 'nodes', 'dlq.broker',
            'nobody-' + randomUUID(), 'activemq.management', '$management', '', 'a b/%#?*{}', 'x'.repeat(2000)];
        const lives = {};
        for (const reply_to of forged) {
            await client.ask('rpc.greeter', '{"args": ["forged"]}', { reply_to });
            await client.ask('rpc.greeter', '{"args": [', { reply_to });
            await client.ask('rpc.power', '{"kwargs": {}}', { subject: 'find', reply_to });
            lives[reply_to.slice(0, 40)] = await client.lives();
        }
        return { lives, answered: await client.answered() };
    },

    async 'many-at-once'(client) {
        const numbers = [...Array(100).keys()].map(String);
        await Promise.all(numbers.map(id => client.ask('rpc.greeter', JSON.stringify({ args: [id] }), { correlation_id: id })));
        const answers = [];
        for (const _ of numbers) {
            answers.push(told(await client.answers.next()));
        }
        const right = answers.filter(answer => answer.body.result === `Hello ${answer['correlation-id']}!`);
        return { asked: 100, right: new Set(right.map(answer => answer['correlation-id'])).size };
    },

    async 'resource'(client) {
        const id = 'foreign-' + randomUUID();
        const data = { id, value: 3, status: 'done' };
        return {
            id,
            'create': await client.power('create', { data }),
            'create-again': await client.power('create', { data }),
            'get': await client.power('get', { id }),
            'find-one': await client.power('find', { query: { $limit: 1 } }),
            'find': await client.power('find', {}),
            'update': await client.power('update', { id, data: { value: 4, status: 'done' } }),
            'patch': await client.power('patch', { id, data: { description: 'patched' } }),
            'patch-wrong': await client.power('patch', { id, data: { value: 'five' } }),
            'remove': await client.power('remove', { id }),
            'get-removed': await client.power('get', { id }),
            'unknown': await client.power('dance', {}),
            'unknown-kwarg': await client.power('get', { key: id }),
            'unknown-query': await client.power('find', { query: { nope: 1 } }),
            'args': (await client.call('rpc.power', { args: [id] }, { subject: 'get' })).body,
            'lives': 'result' in await client.power('find', { query: { $limit: 1 } }),
        };
    },

    async 'change-events'(client) {
        const id = 'foreign-' + randomUUID();
        const events = await client.receive('events.power', TOPIC);
        await client.power('create', { data: { id, value: 3, status: 'done' } });
        await client.power('update', { id, data: { value: 4, status: 'done' } });
        await client.power('patch', { id, data: { value: 5 } });
        await client.power('remove', { id });
        return { id, events: await about(id, events, 4) };
    },

    async 'change-over-http'(client) {
        const id = 'foreign-' + randomUUID();
        const events = await client.receive('events.power', TOPIC);
        const response = await fetch(client.base + '/power', {
            method: 'POST', headers: { 'Content-Type': JSON_TYPE }, body: JSON.stringify({ id, value: 3, status: 'done' }),
        });
        return { id, status: response.status, events: await about(id, events, 1) };
    },

    'event-from-elsewhere': client => eventFromElsewhere(client, 'cloudEvents_'),
    'event-with-colons-from-elsewhere': client => eventFromElsewhere(client, 'cloudEvents:'),

    async 'events-of-nonsense'(client) {
        const good = event => attributes('cloudEvents_', { id: 'nonsense', type: 'power.requested', ...event });
        for (const [body, properties] of [['{', good()], ['5', good()], [{ a: 'map' }, good()], [null, good()], ['{}', {}],
            ['{}', undefined], ['{"resource": 5}', good()], ['{}', good({ id: 5 })], ['{}', good({ time: 'yesterday' })]]) {
            await client.send('events.power', { body, content_type: JSON_TYPE, application_properties: properties }, TOPIC);
        }
        return { ...await eventFromElsewhere(client, 'cloudEvents_'), lives: await client.lives(), 'journal-lives': await journalLives(client) };
    },
};

/** Requests that are answered with an error, after which the greeter lives. */
const REFUSED = {
    'malformed-json': '{"args": [',
    'text-after-json': '{"args": ["Matt"]} x',
    'duplicate-member': '{"args": ["Matt"], "args": ["Eve"]}',
    'not-an-object': '["Matt"]',
    'too-deep': '['.repeat(33) + ']'.repeat(33),
    'too-deep-by-far': '['.repeat(10_000) + ']'.repeat(10_000),
    'args-not-an-array': { args: 'Matt' },
    'kwargs-not-an-object': { kwargs: ['Matt'] },
    'args-and-kwargs': { args: ['Matt'], kwargs: { friend: 'Matt' } },
    'neither-args-nor-kwargs': {},
    'unknown-method': [GREETING, { subject: 'bow' }],
    'no-subject': [GREETING, { subject: null }],
    'empty-subject': [GREETING, { subject: '' }],
    'too-few-args': { args: [] },
    'too-many-args': { args: ['Matt', 'Eve'] },
    'wrong-type-of-arg': { args: [5] },
    'unknown-kwarg': { kwargs: { friend: 'Matt', foe: 'Eve' } },
    'wrong-content-type': [GREETING, { content_type: 'text/plain' }],
    'too-large': { args: ['x'.repeat(1 << 20)] },
    'no-body': null,
};
for (const [name, request] of Object.entries(REFUSED)) {
    const [body, properties] = Array.isArray(request) ? request : [request];
    CASES[name] = async client => ({ ...await client.call('rpc.greeter', body, properties), lives: await client.lives() });
}

/** The next events of one record. */
async function about(id, events, count) {
    const seen = [];
    while (seen.length < count) {
        const message = await events.next();
        if (message.application_properties['cloudEvents:subject'] === id) {
            seen.push({ attributes: message.application_properties, durable: message.durable, ...told(message) });
        }
    }
    return seen;
}

function attributes(prefix, event) {
    const all = { specversion: '1.0', source: '/elsewhere', ...event };
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [prefix + name, value]));
}

/** Asks for a square by an event; the record itself is done, so only the handler of the event can react. */
async function eventFromElsewhere(client, prefix) {
    const id = 'foreign-' + randomUUID();
    let record = (await client.power('create', { data: { id, value: 3, status: 'done' } })).result;
    await client.send('events.power', {
        body: JSON.stringify({ resource: { id, value: 12, status: 'pending' }, version: 1 }),
        content_type: JSON_TYPE, durable: true,
        application_properties: attributes(prefix, { id: randomUUID(), type: 'power.requested', subject: id }),
    }, TOPIC);
    for (const until = Date.now() + TIMEOUT; record.result === undefined && Date.now() < until;) {
        await sleep(50);
        record = (await client.power('get', { id })).result;
    }
    return { id, record };
}

/** Whether the sample's own channel still notes what happens. */
async function journalLives(client) {
    const { id } = (await client.power('create', { data: { value: 3, status: 'done' } })).result;
    await client.power('remove', { id });
    for (const until = Date.now() + TIMEOUT; Date.now() < until; await sleep(50)) {
        const latest = await client.call('rpc.power-journal', { args: [] }, { subject: 'latest' });
        if (latest.body.result.at(-1) === 'power.removed') {
            return true;
        }
    }
    return false;
}

async function main([host, port, base, ...names]) {
    const client = await Client.connect(host, Number(port), base);
    for (const name of names.length ? names : Object.keys(CASES)) {
        console.log(JSON.stringify({ case: name, ...await CASES[name](client) }));
    }
    client.connection.close();
}

main(process.argv.slice(2)).catch(failure => {
    console.error(failure);
    process.exit(1);
});
