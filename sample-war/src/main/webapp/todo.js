/*
 * The page of todos and their lists, in React and without a build step. Which list a todo is on is a link of the relation "list".
 * What is shown is what the server tells, also of what was done here.
 */
import { Multilith } from "./multilith/multilith.js";

const { createElement: h, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } = globalThis.React;

const app = new Multilith();
const todos = app.collection("todo");
const lists = app.collection("todolist");
const NEWEST_FIRST = { $sort: { id: -1 } };
const RELATION = "list";
const FLASH_MILLIS = 900;
const UNKNOWN = "The server's answer did not come. It may have been saved: look before you try again.";
const CONNECTIONS = { connected: ["open", "live"], closed: ["closed", "closed"] };

const listOf = todo => todo._links?.[RELATION]?.at(-1).target[1] ?? "";
const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

async function addTodo({ text, due, list }) {
    const todo = await todos.create({ text, ...(due && { due }) });
    if (list) await todos.link(todo.id, RELATION, ["todolist", list]);
}

async function move(id, list) {
    const { [RELATION]: links = [] } = await todos.links(id);
    for (const n of [...links.keys()].reverse()) await todos.unlink(id, RELATION, n);
    if (list) await todos.link(id, RELATION, ["todolist", list]);
}

/** The records, or null until they are known. */
function useRecords(collection, onError) {
    const [records, setRecords] = useState(null);
    useEffect(() => {
        const subscription = collection.subscribe(NEWEST_FIRST, { onChange: setRecords, onError });
        return () => subscription.unsubscribe();
    }, [collection]);
    return records;
}

function useConnection() {
    return useSyncExternalStore(listener => {
        app.addEventListener("state", listener);
        return () => app.removeEventListener("state", listener);
    }, () => app.state);
}

function Page() {
    const [message, setMessage] = useState("");
    const show = failure => setMessage(failure.isOutcomeUnknown ? UNKNOWN : failure.message);
    const attempt = async action => {
        setMessage("");
        try {
            await action();
            return true;
        } catch (failure) {
            show(failure);
            return false;
        }
    };
    const knownTodos = useRecords(todos, show);
    const knownLists = useRecords(lists, show) ?? [];
    return h("div", null,
        h(Header),
        h("main", null,
            h("h1", null, "Todos, live"),
            h("p", { id: "lead" }, "Kept in memory, in PostgreSQL or in MongoDB: the configuration says which. A todo is on a list ",
                "by a link between two records, and each change reaches every open page."),
            h(TodoForm, { lists: knownLists, attempt }),
            h("p", { id: "message", role: "alert" }, message),
            h(Counts, { todos: knownTodos ?? [], attempt }),
            h(Todos, { todos: knownTodos, lists: knownLists, attempt }),
            h(Lists, { lists: knownLists, todos: knownTodos ?? [], attempt })));
}

function Header() {
    const known = useRef(false);
    const connection = useConnection();
    const [state, text] = CONNECTIONS[connection] ?? ["closed", known.current ? "reconnecting…" : "connecting…"];
    known.current ||= connection === "connected";
    return h("header", null,
        h("svg", { viewBox: "0 0 24 24", "aria-hidden": true },
            h("rect", { x: 2, y: 10, width: 5, height: 12 }),
            h("rect", { x: 9.5, y: 2, width: 5, height: 20 }),
            h("rect", { x: 17, y: 6, width: 5, height: 16 })),
        h("span", null, "Multilith"),
        h("span", { id: "connection", role: "status", "data-state": state }, text));
}

/** A form that is empty again after what it was sent for has succeeded. */
function Form({ id, send, children, button }) {
    const [isBusy, setBusy] = useState(false);
    const onSubmit = async event => {
        event.preventDefault();
        if (isBusy) return;
        const form = event.currentTarget;
        setBusy(true);
        if (await send(Object.fromEntries(new FormData(form)))) {
            form.querySelector("input").value = "";
            form.querySelector("input").focus();
        }
        setBusy(false);
    };
    return h("form", { id, autoComplete: "off", onSubmit, "aria-busy": isBusy }, children, h("button", null, button));
}

function TodoForm({ lists, attempt }) {
    return h(Form, { id: "todo-form", button: "Add", send: fields => attempt(() => addTodo(fields)) },
        h("label", null, "To do ", h("input", { id: "text", name: "text", placeholder: "Water the plants", required: true })),
        h("label", null, "Due ", h("input", { id: "due", name: "due", type: "date" })),
        h("label", null, "List ", h("select", { id: "list", name: "list" }, h(Choices, { lists }))));
}

function Choices({ lists }) {
    return [h("option", { key: "", value: "" }, "no list"),
        ...lists.map(({ id, name }) => h("option", { key: id, value: id }, name))];
}

function Counts({ todos: known, attempt }) {
    const done = known.filter(todo => todo.done).length;
    return h("dl", null,
        h("div", null, h("dt", null, "open"), h("dd", { id: "open-count" }, known.length - done)),
        h("div", null, h("dt", null, "done"), h("dd", { id: "done-count" }, done)),
        h("div", { id: "clear", hidden: done === 0 },
            h("button", { type: "button", onClick: () => attempt(() => todos.action("clear")) }, "Remove what is done")));
}

function Todos({ todos: known, lists, attempt }) {
    return h("section", null,
        h("h2", { className: "unseen" }, "Todos, newest first"),
        h("ul", { id: "todos" }, known?.map(todo => h(Todo, { key: todo.id, todo, lists, attempt }))),
        h("p", { id: "empty", hidden: known?.length > 0 }, known ? "Nothing to do. Add something." : "Waiting for the server…"));
}

function Todo({ todo, lists, attempt }) {
    const { id, text, done, due } = todo;
    const isLate = !done && due < new Date().toLocaleDateString("sv");
    return h(Item, { record: todo, "data-done": done },
        h("label", null,
            h("input", {
                type: "checkbox", checked: done, onChange: ({ target }) => attempt(() => todos.patch(id, { done: target.checked })),
            }), " ", h("span", { "data-field": "text" }, text)),
        h("time", { "data-field": "due", dateTime: due, className: isLate ? "late" : undefined }, due),
        h("select", {
            "aria-label": `List of ${text}`, value: listOf(todo), onChange: ({ target }) => attempt(() => move(id, target.value)),
        }, h(Choices, { lists })),
        h(Remove, { label: `Remove ${text}`, onClick: () => attempt(() => todos.remove(id)) }));
}

function Lists({ lists: known, todos: all, attempt }) {
    const count = list => all.filter(todo => listOf(todo) === list.id).length;
    const counted = number => (number === 1 ? "1 todo" : `${number} todos`);
    return h("section", null,
        h("h2", null, "Lists"),
        h("ul", { id: "lists" }, known.map(list => h(Item, { key: list.id, record: list },
            h("span", { "data-field": "name" }, list.name),
            h("span", { "data-count": true }, counted(count(list))),
            h(Remove, { label: `Remove the list ${list.name}`, onClick: () => attempt(() => lists.remove(list.id)) })))),
        h(Form, { id: "list-form", button: "Add list", send: fields => attempt(() => lists.create(fields)) },
            h("label", null, "New list ", h("input", { id: "name", name: "name", placeholder: "Home", required: true }))));
}

const Remove = ({ label, onClick }) => h("button", { type: "button", "aria-label": label, onClick }, "\u00d7");

/** Flashes when its record changes, and hands the focus on when it goes. */
function Item({ record, children, ...attributes }) {
    const item = useRef(null);
    const shown = useRef(record);
    useEffect(() => {
        if (shown.current !== record && !isStill) {
            item.current.animate({ backgroundColor: ["var(--flash)", "transparent"] }, FLASH_MILLIS);
        }
        shown.current = record;
    }, [record]);
    useLayoutEffect(() => {
        const own = item.current;
        return () => {
            if (!own.contains(document.activeElement)) return;
            const neighbour = own.nextElementSibling ?? own.previousElementSibling;
            (neighbour?.querySelector("button") ?? document.getElementById("text")).focus();
        };
    }, []);
    return h("li", { ref: item, "data-id": record.id, ...attributes }, children);
}

globalThis.ReactDOM.createRoot(document.getElementById("page")).render(h(Page));
