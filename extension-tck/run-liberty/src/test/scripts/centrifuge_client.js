#!/usr/bin/env node
/*
 * Speaks to the sample's socket by Centrifugo's own client.
 *
 *     node centrifuge_client.js 127.0.0.1 5672 http://127.0.0.1:9080/api [case ...]
 *
 * Needs centrifuge and ws, see package.json. Prints one JSON line for each case: {"case": ..., what came of it}.
 */
'use strict';
const { randomUUID } = require('node:crypto');
const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const { Centrifuge } = require('centrifuge');
const WebSocket = require('ws');

const TIMEOUT = 20_000;
const sockets = [];

class Cuttable extends WebSocket {
    constructor(...parameters) {
        super(...parameters);
        sockets.push(this);
    }
}

async function until(condition) {
    for (const end = Date.now() + TIMEOUT; !condition();) {
        if (Date.now() > end) throw new Error(`Waited in vain: ${condition}`);
        await sleep(10);
    }
}

/** A client with what it was told, and the sample over HTTP. */
class Peer {
    constructor(base, options) {
        this.base = base;
        this.text = randomUUID();
        this.states = [];
        this.client = new Centrifuge(base.replace('http', 'ws').replace(/api$/, 'realtime'), {
            websocket: Cuttable, minReconnectDelay: 100, maxReconnectDelay: 500, timeout: TIMEOUT, ...options,
        });
        for (const state of ['connecting', 'connected', 'disconnected']) {
            this.client.on(state, ({ code }) => this.states.push([state, ...code ? [code] : []].join(' ')));
        }
    }

    async subscribe(channel, options) {
        const publications = [];
        const subscribed = [];
        const subscription = this.client.newSubscription(channel, options);
        subscription.on('publication', ({ offset, data }) => publications.push([offset, data.type, data.data.resource.due].join(' ')));
        subscription.on('subscribed', context => subscribed.push(context));
        subscription.subscribe();
        this.client.connect();
        await Promise.race([subscription.ready(), once(subscription, 'error').then(([{ error }]) => Promise.reject(error)),
            once(subscription, 'unsubscribed')]);
        return { subscription, publications, subscribed };
    }

    async ask(method, path, body) {
        const response = await fetch(`${this.base}/${path}`, {
            method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
        });
        if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
        return response.json();
    }

    create(due) {
        return this.ask('POST', 'todo', { text: this.text, due });
    }
}

/** Offsets as they are after the first one; the log is everybody's. */
const since = (first, publications) => publications.map(text => text.replace(/^\d+/, offset => offset - first));

const CASES = {
    async 'subscribe'(peer) {
        const { subscription, publications, subscribed } = await peer.subscribe('todo');
        const { id } = await peer.create('2030-01-01');
        await peer.ask('PATCH', `todo/${id}`, { due: '2030-01-02' });
        await peer.ask('DELETE', `todo/${id}`);
        await until(() => publications.length === 3);
        const { recoverable, positioned, streamPosition } = subscribed[0];
        subscription.unsubscribe();
        await peer.create('2030-01-03');
        await peer.client.rpc('greeter.greet', { friend: 'Matt' });
        return { recoverable, positioned, publications: since(streamPosition.offset, publications) };
    },

    async 'filter'(peer) {
        const { publications } = await peer.subscribe(`todo?text=${peer.text}&done=true`);
        const { id } = await peer.create('2030-01-01');
        await peer.ask('PATCH', `todo/${id}`, { done: true });
        await peer.ask('PATCH', `todo/${id}`, { text: 'another' });
        await until(() => publications.length === 2);
        return { publications: publications.map(text => text.replace(/^\d+ /, '')) };
    },

    async 'snapshot'(peer) {
        await peer.create('2030-01-01');
        const { subscribed } = await peer.subscribe(`todo?text=${peer.text}`, { data: { snapshot: true } });
        return { due: subscribed[0].data.map(({ due }) => due) };
    },

    async 'recover'(peer) {
        const { publications, subscribed } = await peer.subscribe('todo');
        const first = subscribed[0].streamPosition.offset;
        await peer.create('2030-01-01');
        await until(() => publications.length === 1);
        const recovered = [];
        for (let round = 1; round <= 3; round++) {
            sockets.at(-1).terminate();
            await peer.create(`2030-02-0${round}`);
            await peer.create(`2030-03-0${round}`);
            await until(() => publications.length === 1 + 2 * round && subscribed.length === 1 + round);
            recovered.push(subscribed.at(-1).recovered);
        }
        await peer.create('2030-04-01');
        await until(() => publications.length === 8);
        return { recovered, publications: since(first, publications) };
    },

    /** As after a restart of what is kept in memory. */
    async 'unrecoverable'(peer) {
        const { subscribed } = await peer.subscribe('todo', { since: { epoch: 'another', offset: 1 } });
        const { wasRecovering, recovered } = subscribed[0];
        return { wasRecovering, recovered };
    },

    async 'history'(peer) {
        const { subscription, publications, subscribed } = await peer.subscribe('todo');
        const first = subscribed[0].streamPosition;
        for (const due of ['2030-01-01', '2030-01-02', '2030-01-03']) await peer.create(due);
        await until(() => publications.length === 3);
        const offsets = async options => (await subscription.history(options)).publications.map(({ offset }) => offset - first.offset);
        return {
            since: await offsets({ limit: 2, since: first }), last: await offsets({ limit: 2, reverse: true }), none: await offsets({ limit: 0 }),
            lost: await subscription.history({ limit: 1, since: { ...first, epoch: 'another' } }).catch(({ code }) => code),
        };
    },

    async 'rpc'(peer) {
        peer.client.connect();
        const refused = await Promise.all([['greeter.bow', {}], ['greeter.greet', { foe: 'Matt' }], ['todo.get', { id: 'none' }]]
            .map(([method, data]) => peer.client.rpc(method, data).catch(({ code }) => code)));
        const created = await peer.client.rpc('todo.create', { data: { text: peer.text } });
        const found = await peer.client.rpc('todo.find', { query: { text: peer.text } });
        return {
            greeting: (await peer.client.rpc('greeter.greet', { friend: 'Zoë' })).data, refused,
            found: found.data.map(({ id }) => id === created.data.id),
        };
    },

    async 'refused'(peer) {
        const refusals = [];
        for (const channel of ['nothing', 'todo?colour=red']) {
            const subscription = peer.client.newSubscription(channel);
            const unsubscribed = once(subscription, 'unsubscribed');
            subscription.subscribe();
            peer.client.connect();
            refusals.push((await unsubscribed)[0].code);
        }
        return { refusals, lives: (await peer.client.rpc('greeter.greet', { friend: 'Matt' })).data };
    },

    /** The first token has expired; each of the others lasts for three seconds. */
    async 'refresh'({ base }) {
        let asked = 0;
        const peer = new Peer(base, { token: 'ada -1', getToken: async () => `ada 3 ${++asked}` });
        const { publications } = await peer.subscribe('todo');
        await until(() => asked === 3);
        await sleep(1_500); // past the end of the second
        await peer.create('2030-01-01');
        await until(() => publications.length === 1);
        peer.client.disconnect();
        return { states: peer.states };
    },

    async 'no-token'({ base }) {
        const peer = new Peer(base, { token: 'nonsense' });
        const disconnected = once(peer.client, 'disconnected');
        peer.client.connect();
        return { code: (await disconnected)[0].code };
    },
};

async function main([, , base, ...names]) {
    for (const name of names.length ? names : Object.keys(CASES)) {
        const peer = new Peer(base);
        console.log(JSON.stringify({ case: name, ...await CASES[name](peer) }));
        peer.client.disconnect();
    }
}

main(process.argv.slice(2)).catch(failure => {
    console.error(failure);
    process.exit(1);
});
