#!/usr/bin/env node
/*
 * Uses multilith.js, as the server hands it out, in Node.
 *
 *     node multilith_client.js 127.0.0.1 5672 http://127.0.0.1:9080/api [case ...]
 *
 * Needs ws and typescript, see package.json. Prints one JSON line for each case: {"case": ..., what came of it}. The records of a case have a text
 * of their own. Cases that need a server to misbehave have one of their own, which says what it is told to.
 */
'use strict';
const { randomUUID } = require('node:crypto');
const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const { copyFileSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const ts = require('typescript');
const WebSocket = require('ws');

const TIMEOUT = 20_000;

/** A socket that can be cut, and whose frames can be changed on their way. */
class Cuttable extends WebSocket {
    static all = [];
    static rewrite = frame => frame;
    static endsAfter = () => false;

    constructor(url) {
        super(url);
        Cuttable.all.push(this);
    }

    send(frame) {
        super.send(Cuttable.rewrite(frame));
        if (Cuttable.endsAfter(frame)) this.terminate();
    }

    static cut() {
        Cuttable.all.at(-1).terminate();
    }
}

async function until(condition, what) {
    for (const end = Date.now() + TIMEOUT; !condition();) {
        if (Date.now() > end) throw new Error(`Waited in vain: ${what ?? condition}`);
        await sleep(10);
    }
}

const failureOf = promise => promise.then(() => null, failure => ({
    status: failure.status, name: failure.problem?.name, message: failure.message, isOutcomeUnknown: failure.isOutcomeUnknown,
}));

/** Follows what has the text of the case, and keeps what it was told. */
function follow(todos, query) {
    const told = [];
    const subscription = todos.subscribe(query, {
        onChange: (records, { type, reason }) => told.push([type, ...reason ? [reason] : [], records.map(record => record.due)].join(' ')),
    });
    return { subscription, told };
}

const CASES = {
    async 'crud'({ todos, text, versionOf }) {
        const created = await todos.create({ text });
        const got = await todos.get(created.id);
        const patched = await todos.patch(created.id, { due: '2030-01-01' }, { ifMatch: got });
        const stale = await failureOf(todos.patch(created.id, { done: true }, { ifMatch: got }));
        const pointed = await todos.patch(created.id, [{ op: 'replace', path: '/done', value: true }], { ifMatch: patched });
        const replaced = await todos.update(created.id, { text: `${text}!` });
        const many = await todos.create([{ text, due: '2030-01-02' }, { text, due: '2030-01-03' }]);
        const found = await todos.find({ text, due: { $in: ['2030-01-02', '2030-01-03'] }, $sort: { due: -1 }, $select: ['due'] });
        const page = await todos.page({ text, $limit: 1 });
        const removed = await Promise.all([created, ...many].map(({ id }) => todos.remove(id)));
        return {
            created, got, patched, stale, pointed, replaced, removed: removed.length, versions: [created, got].map(versionOf),
            found: found.map(({ due }) => due), total: page.total, gone: await failureOf(todos.get(created.id)),
            wrong: await failureOf(todos.create({ text: ' ' })), unknown: await failureOf(todos.find({ colour: 'red' })),
        };
    },

    async 'links'({ app, todos, text }) {
        const list = await app.collection('todolist').create({ name: text.slice(0, 20) });
        const { id } = await todos.create({ text });
        await todos.link(id, 'list', ['todolist', list.id]);
        const links = await todos.links(id);
        await todos.unlink(id, 'list', 0);
        return { linked: links.list[0].target[1] === list.id, left: await todos.links(id) };
    },

    async 'action'({ todos, text }) {
        const { id } = await todos.create({ text, done: true });
        return { cleared: await todos.action('clear'), gone: await failureOf(todos.get(id)), unknown: await failureOf(todos.action('dance')) };
    },

    async 'rpc'({ app }) {
        return {
            greeting: await app.rpc('greeter.greet', { friend: 'Zoë' }), unknown: await failureOf(app.rpc('greeter.bow')),
            wrong: await failureOf(app.rpc('greeter.greet', { foe: 'Zoë' })),
        };
    },

    async 'live'({ todos, text }) {
        const before = await todos.create({ text, due: '2030-01-02' });
        const all = follow(todos, { text, $sort: { due: 1 } });
        const done = follow(todos, { text, done: true });
        await Promise.all([all.subscription.ready, done.subscription.ready]);
        const { id } = await todos.create({ text, due: '2030-01-01' });
        await todos.patch(id, { done: true });
        await todos.patch(id, { due: '2030-01-03' });
        await todos.patch(id, { done: false });
        await until(() => all.told.length === 5 && done.told.length === 4);
        const version = all.subscription.records[1];
        await todos.patch(id, { done: true }, { ifMatch: version });
        await todos.remove(before.id);
        await todos.remove(id);
        await until(() => all.subscription.records.length === 0);
        return { all: all.told, done: done.told, iterated: [...all.subscription].length };
    },

    async 'shared'({ todos, text }) {
        const up = follow(todos, { text, $sort: { due: 1 } });
        await up.subscription.ready;
        await todos.create({ text, due: '2030-01-01' });
        await todos.create({ text, due: '2030-01-02' });
        await until(() => up.told.length === 3);
        const down = follow(todos, { text, $sort: { due: -1 } });
        await down.subscription.ready;
        up.subscription.unsubscribe();
        await todos.create({ text, due: '2030-01-03' });
        await until(() => down.told.length === 2);
        down.subscription.unsubscribe();
        await todos.create({ text, due: '2030-01-04' });
        const again = follow(todos, { text });
        await again.subscription.ready;
        return { up: up.told, down: down.told, again: again.told };
    },

    async 'refused'({ todos }) {
        const errors = [];
        const subscription = todos.subscribe({ colour: 'red' }, { onError: error => errors.push(error.status) });
        const failure = await failureOf(subscription.ready);
        return { failure, errors };
    },

    /** Nothing is lost and nothing comes twice, whatever was changed between two sockets. */
    async 'resume'({ app, todos, text }) {
        const { subscription, told } = follow(todos, { text });
        await subscription.ready;
        await todos.create({ text, due: '2030-01-01' });
        await until(() => told.length === 2);
        for (let round = 0; round < 3; round++) {
            const lost = once(app, 'state');
            Cuttable.cut();
            await lost;
            const { id } = await todos.create({ text, due: '2030-02-01' });
            await todos.patch(id, { due: '2030-02-02' });
            await todos.remove(id);
            await until(() => app.state === 'connected' && told.length === 5 + 3 * round);
        }
        return { told };
    },

    async 'many-missed'({ todos, text }) {
        const arrays = new Set();
        let changes = 0;
        const subscription = todos.subscribe({ text, $sort: { due: -1 } }, {
            onChange(records, { type }) {
                if (type === 'snapshot') return;
                changes++;
                arrays.add(records);
            },
        });
        await subscription.ready;
        Cuttable.endsAfter = () => true;
        Cuttable.cut();
        const day = i => new Date(Date.UTC(2030, 0, 1 + i)).toISOString().slice(0, 10);
        await todos.create(Array.from({ length: 1_000 }, (_, i) => ({ text, due: day(i * 7 % 1_000) })));
        Cuttable.endsAfter = () => false;
        await until(() => subscription.records.length === 1_000);
        const dues = subscription.records.map(({ due }) => due);
        return { changes, arrays: arrays.size, sorted: dues.every((due, i) => i === 0 || dues[i - 1] > due) };
    },

    async 'reset'({ todos, text }) {
        const { subscription, told } = follow(todos, { text });
        await subscription.ready;
        await todos.create({ text, due: '2030-01-01' });
        await until(() => told.length === 2);
        Cuttable.rewrite = frame => frame.replace(/"epoch":"[^"]*"/, '"epoch":"another"');
        Cuttable.cut();
        await todos.create({ text, due: '2030-01-02' });
        await until(() => told.length === 3);
        await todos.create({ text, due: '2030-01-03' });
        await until(() => told.length === 4);
        return { told };
    },

    async 'outcome-unknown'({ client, todos, text, Multilith }) {
        const deaf = client({
            async fetch(...request) {
                await fetch(...request);
                throw new TypeError('cut');
            },
        }).collection('todo');
        const idempotencyKey = randomUUID();
        const failure = await failureOf(deaf.create({ text }, { idempotencyKey }));
        const created = await todos.find({ text });
        const again = await todos.create({ text }, { idempotencyKey });
        const read = await failureOf(deaf.find({ text }));
        return { failure, created: created.length, again: again.id === created[0].id, now: (await todos.find({ text })).length, read };
    },

    async 'call-cut'({ app }) {
        Cuttable.endsAfter = frame => frame.includes('"Eve"');
        const failure = await failureOf(app.rpc('greeter.greet', { friend: 'Eve' }));
        return { failure, then: await app.rpc('greeter.greet', { friend: 'Matt' }) };
    },

    async 'closed'({ app, todos, text }) {
        const { subscription, told } = follow(todos, { text });
        await subscription.ready;
        app.close();
        await todos.create({ text, due: '2030-01-01' });
        const closed = app.state;
        await app.connect();
        await until(() => told.length === 2);
        return { closed, told };
    },

    async 'tokens'({ client }) {
        const reasons = [];
        const app = client({
            token: ({ isExpired }) => {
                reasons.push(isExpired);
                return `ada ${isExpired ? 3 : -1}`;
            },
        });
        const states = [];
        app.addEventListener('state', () => states.push(app.state));
        await app.connect();
        await until(() => reasons.length === 4);
        await app.rpc('greeter.greet', { friend: 'Matt' });
        app.close();
        const stranger = client({ token: 'nonsense' });
        const failure = await failureOf(stranger.connect());
        const late = await failureOf(client({ token: 'ada -1' }).connect());
        return { reasons, states, failure, late, state: stranger.state };
    },

    async 'close-codes'({ Multilith }) {
        const outcomes = {};
        for (const code of [1001, 3005, 3008, 3010, 3012, 3500, 3501, 3504, 3507]) {
            await scripted(Multilith, ({ socket, answer, connections }) => {
                if (connections > 1) answer({});
                else socket.close(code, 'said so');
            }, async app => {
                app.connect().catch(() => {});
                await until(() => app.state === 'connected' || app.state === 'closed');
                outcomes[code] = app.state === 'connected' ? 'again' : app.error.status;
            });
        }
        return { outcomes };
    },

    /** An answer and what follows it may share a frame; the server's ping wants a pong. */
    async 'frames'({ Multilith }) {
        const heard = [];
        const told = [];
        await scripted(Multilith, ({ command, answer, socket }) => {
            heard.push(Object.keys(command).at(-1) ?? 'pong');
            if (command.connect) answer({ ping: 25 });
            if (command.subscribe) {
                const push = offset => JSON.stringify({ push: { channel: 'x', pub: { offset, data: {
                    id: `e-${offset}`, type: 'x.created', subject: `${offset}`, data: { resource: { id: `${offset}` } },
                } } } });
                socket.send(`${JSON.stringify({ id: command.id, subscribe: { epoch: 'e', offset: 1, data: [{ id: '1' }] } })}\n`
                    + `${push(2)}\n${push(2)}\n\n{}`);
            }
        }, async app => {
            app.collection('x').subscribe({}, { onChange: records => told.push(records.map(({ id }) => id).join()) });
            await until(() => heard.includes('pong'));
        });
        return { heard, told };
    },

    async 'silence'({ Multilith }) {
        let last = 0;
        await scripted(Multilith, ({ answer, connections }) => answer({ ping: 1 }, last = connections), async app => {
            await app.connect();
            await until(() => last === 2);
        });
        return { connections: last };
    },

    async 'queries'({ client, todos }) {
        const refused = promise => promise.then(() => null, failure => failure.name);
        return {
            empty: await refused(todos.find({ text: { $in: [] } })), none: await refused(todos.find({ text: null })),
            version: await refused(todos.patch('any', {}, { ifMatch: { id: 'any' } })),
            socket: await refused(client({ WebSocket: null }).collection('todo').subscribe().ready),
        };
    },

    /** The server tells of changed rights without an offset: the client stays where it was. */
    async 'rights'({ Multilith, versionOf }) {
        const told = [];
        const asked = [];
        const event = (id, type, resource, reason) => ({ type: `todo.${type}`, id: 'e-1', subject: id, data: { resource, reason } });
        const versions = [];
        await scripted(Multilith, ({ command, socket, connections, answer }) => {
            const push = pub => socket.send(JSON.stringify({ push: { channel: 'todo', pub } }));
            if (command.connect) return answer({});
            asked.push(command.subscribe.offset ?? null);
            socket.send(JSON.stringify({ id: command.id, subscribe: { epoch: 'e', offset: 7, recovered: connections > 1, data: [{ id: 'a' }] } }));
            if (connections > 1) return;
            push({ data: event('a', 'removed', { id: 'a' }, 'left') });
            push({ data: event('b', 'created', { id: 'b' }, 'entered') });
            push({ data: event('b', 'patched', { id: 'b', text: 'x' }), offset: 8 });
            setTimeout(() => socket.terminate(), 100);
        }, async app => {
            const subscription = app.collection('todo').subscribe({}, {
                onChange: (records, { type }) => {
                    told.push([type, ...records.map(({ id }) => id)].join(' '));
                    versions.push(records.map(record => versionOf(record) ?? null)[0] ?? null);
                },
            });
            await subscription.ready;
            await until(() => asked.length === 2);
        });
        return { told, asked, versions };
    },

    /** What multilith.d.ts says is what multilith.js has, and what multilith_types.ts does with it compiles. */
    async 'types'({ app, todos, module, source, types }) {
        const folder = mkdtempSync(join(tmpdir(), 'multilith-types-'));
        try {
            const declarations = join(folder, 'multilith.d.ts');
            const usage = join(folder, 'usage.ts');
            writeFileSync(join(folder, 'multilith.js'), source);
            writeFileSync(declarations, types);
            copyFileSync(join(__dirname, 'multilith_types.ts'), usage);
            const program = ts.createProgram([usage], {
                strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022,
                moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: [],
            });
            const errors = ts.getPreEmitDiagnostics(program)
                .map(({ file, start, messageText }) => `${file?.text.slice(0, start).split('\n').length} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
            const checker = program.getTypeChecker();
            const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(declarations)));
            const members = name => checker.getDeclaredTypeOfSymbol(exported.find(symbol => symbol.name === name)).getProperties();
            const declared = name => members(name).map(member => member.name);
            const needed = name => members(name).filter(({ flags }) => !(flags & ts.SymbolFlags.Optional))
                .map(member => member.name).filter(member => !member.startsWith('__@'));
            const subscription = todos.subscribe();
            const missing = Object.entries({ Multilith: app, MultilithError: new module.MultilithError({}), Collection: todos, Subscription: subscription })
                .flatMap(([name, made]) => needed(name).filter(member => !(member in made)).map(member => `${name}.${member}`));
            const undeclared = Object.entries({ Multilith: module.Multilith, MultilithError: module.MultilithError, Collection: todos.constructor, Subscription: subscription.constructor })
                .flatMap(([name, { prototype }]) => Object.getOwnPropertyNames(prototype)
                    .filter(member => member !== 'constructor' && !declared(name).includes(member)).map(member => `${name}.${member}`));
            const values = exported.filter(({ flags }) => flags & ts.SymbolFlags.Value).map(({ name }) => name).sort();
            subscription.unsubscribe();
            return { errors, missing, undeclared, values, exports: Object.keys(module).sort() };
        } finally {
            rmSync(folder, { recursive: true });
        }
    },
};

/** A client of a server that says what it is told to. */
async function scripted(Multilith, obey, use) {
    const server = new WebSocket.WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    let connections = 0;
    server.on('connection', socket => {
        connections++;
        socket.on('message', text => {
            const command = JSON.parse(text);
            obey({ command, socket, connections, answer: result => socket.send(JSON.stringify({ id: command.id, connect: result })) });
        });
    });
    const app = new Multilith({ url: `http://127.0.0.1:${server.address().port}`, WebSocket });
    try {
        await use(app);
    } finally {
        app.close();
        server.clients.forEach(client => client.terminate());
        server.close();
    }
}

async function main([, , base, ...names]) {
    const url = base.replace(/api$/, '');
    const source = await (await fetch(`${url}multilith/multilith.js`)).text();
    const types = await (await fetch(`${url}multilith/multilith.d.ts`)).text();
    const module = await import(`data:text/javascript,${encodeURIComponent(source)}`);
    const client = options => new module.Multilith({ url, WebSocket: Cuttable, ...options });
    for (const name of names.length ? names : Object.keys(CASES)) {
        Object.assign(Cuttable, { rewrite: frame => frame, endsAfter: () => false });
        const app = client();
        const given = { ...module, module, source, types, app, client, todos: app.collection('todo'), text: `${name} ${randomUUID()}` };
        console.log(JSON.stringify({ case: name, ...await CASES[name](given) }));
        app.close();
    }
}

main(process.argv.slice(2)).catch(failure => {
    console.error(failure);
    process.exit(1);
});
