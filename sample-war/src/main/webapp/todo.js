/* The page of todos and their lists. Which list a todo is on is a link of the relation "list". */
import { attempt, element, follow, patched, request } from "./live.js";

const TODOS = "api/todo";
const LISTS = "api/todolist";
const NEWEST = "?$sort[id]=-1&$limit=500";
const RELATION = "list";
const FLASH_MILLIS = 900;

const collections = {
    todo: { url: TODOS, records: new Map(), items: new Map(), place: element("todos"), draw: drawTodo },
    todolist: { url: LISTS, records: new Map(), items: new Map(), place: element("lists"), draw: drawList },
};
const { todo: todos, todolist: lists } = collections;
const flashes = new Set();
let isDrawing = false;

function show(snapshots) {
    Object.values(collections).forEach(({ records }, i) => {
        records.clear();
        snapshots[i].forEach(record => records.set(record.id, record));
    });
    redraw();
}

// May get a change that the snapshot holds already: applying it again does no harm.
function apply({ resource_name: name, resource_id: id, action, resource_data: data, patch, ...link }) {
    const { records } = collections[name];
    if (action === "create") records.set(id, { id, ...data });
    if (action === "delete") records.delete(id);
    if (action === "patch" && records.has(id)) records.set(id, patched(records.get(id), patch));
    if (action === "add_link" && records.has(id)) records.set(id, linked(records.get(id), link));
    flashes.add(`${name} ${id}`);
    redraw();
}

function linked(record, { relation, target_id: target }) {
    const links = record._links?.[relation] ?? [];
    const isKnown = links.some(link => link.target.join() === target.join());
    return isKnown ? record : { ...record, _links: { ...record._links, [relation]: [...links, { target }] } };
}

const listOf = todo => todo._links?.[RELATION]?.at(-1).target[1] ?? "";

function redraw() {
    if (!isDrawing) requestAnimationFrame(draw);
    isDrawing = true;
}

function draw() {
    isDrawing = false;
    const names = [["", "no list"], ...[...lists.records.values()].map(({ id, name }) => [id, name])];
    drawChoice(element("list"), names);
    Object.entries(collections).forEach(([name, collection]) => drawCollection(name, collection, names));
    const done = [...todos.records.values()].filter(todo => todo.done).length;
    element("done-count").textContent = done;
    element("open-count").textContent = todos.records.size - done;
    element("clear").hidden = done === 0;
    element("empty").hidden = todos.records.size > 0;
    flashes.clear();
}

function drawCollection(name, { records, items, place, draw }, names) {
    [...items.keys()].filter(id => !records.has(id)).forEach(id => removeItem(items, id));
    // Ids are UUIDv7, in the order of creation: ascending, each new item belongs at or near the top.
    for (const id of [...records.keys()].sort()) {
        const item = items.get(id) ?? insertItem(name, items, place, id);
        draw(item, records.get(id), names);
        if (flashes.has(`${name} ${id}`)) item.animate({ backgroundColor: ["var(--flash)", "transparent"] }, FLASH_MILLIS);
    }
}

function insertItem(name, items, place, id) {
    const item = element(name).content.firstElementChild.cloneNode(true);
    item.dataset.id = id;
    place.insertBefore(item, [...place.children].find(other => other.dataset.id < id) ?? null);
    items.set(id, item);
    return item;
}

function removeItem(items, id) {
    const item = items.get(id);
    const neighbour = item.nextElementSibling ?? item.previousElementSibling;
    if (item.contains(document.activeElement)) (neighbour?.querySelector("button") ?? element("text")).focus();
    item.remove();
    items.delete(id);
}

function drawTodo(item, todo, names) {
    item.dataset.done = todo.done;
    item.querySelector("[data-field=text]").textContent = todo.text;
    item.querySelector("[type=checkbox]").checked = todo.done;
    const due = item.querySelector("time");
    due.textContent = todo.due ?? "";
    due.dateTime = todo.due ?? "";
    due.classList.toggle("late", !todo.done && todo.due < new Date().toLocaleDateString("sv"));
    const choice = item.querySelector("select");
    choice.setAttribute("aria-label", `List of ${todo.text}`);
    drawChoice(choice, names, listOf(todo));
    item.querySelector("button").setAttribute("aria-label", `Remove ${todo.text}`);
}

function drawList(item, list) {
    const count = [...todos.records.values()].filter(todo => listOf(todo) === list.id).length;
    item.querySelector("[data-field=name]").textContent = list.name;
    item.querySelector("[data-count]").textContent = count === 1 ? "1 todo" : `${count} todos`;
    item.querySelector("button").setAttribute("aria-label", `Remove the list ${list.name}`);
}

// An open choice stays open while nothing of it changes.
function drawChoice(choice, names, value = choice.value) {
    const key = JSON.stringify(names);
    if (choice.dataset.names !== key) choice.replaceChildren(...names.map(([id, name]) => new Option(name, id)));
    choice.dataset.names = key;
    choice.value = value;
    if (choice.selectedIndex < 0) choice.value = "";
}

async function addTodo(form) {
    const { text, due, list } = Object.fromEntries(new FormData(form));
    const todo = await request("POST", TODOS, { text, ...(due && { due }) });
    form.elements.text.value = "";
    form.elements.text.focus();
    if (list) await link(todo.id, list);
}

async function addList(form) {
    await request("POST", LISTS, Object.fromEntries(new FormData(form)));
    form.reset();
}

const link = (id, list) => request("POST", `${recordUrl(TODOS, id)}/$links/${RELATION}`, { target: ["todolist", list] });

async function move(id, list) {
    const url = `${recordUrl(TODOS, id)}/$links`;
    const { [RELATION]: links = [] } = await request("GET", url);
    for (const index of links.keys()) await request("DELETE", `${url}/${RELATION}/${links.length - 1 - index}`);
    if (list) await link(id, list);
}

const recordUrl = (collection, id) => `${collection}/${encodeURIComponent(id)}`;
const idOf = target => target.closest("li").dataset.id;

function submit(form, action) {
    element(form).addEventListener("submit", event => {
        event.preventDefault();
        attempt(() => action(event.target));
    });
}

submit("todo-form", addTodo);
submit("list-form", addList);
element("clear").addEventListener("click", () => attempt(() => request("POST", `${TODOS}/clear`, {})));
todos.place.addEventListener("change", async ({ target }) => {
    const id = idOf(target);
    const change = target.matches("select")
        ? () => move(id, target.value)
        : () => request("PATCH", recordUrl(TODOS, id), { done: target.checked });
    if (!await attempt(change)) redraw(); // as it is on the server
});
Object.values(collections).forEach(({ place, url }) => place.addEventListener("click", ({ target }) => {
    if (target.matches("button")) attempt(() => request("DELETE", recordUrl(url, idOf(target))));
}));

follow({
    topics: Object.keys(collections),
    load: () => Promise.all(Object.values(collections).map(({ url }) => request("GET", url + NEWEST))),
    show,
    apply,
});
