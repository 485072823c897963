/* The page of `usmca serve`. What is typed is kept in the part of the address behind "#", which no browser sends; what
 * is asked goes to this service alone. All law is the service's: the page shows what it answers, and supposes nothing. */

const LANGUAGES = ["en", "es", "fr"];
const USES = ["passenger-vehicle", "light-truck", "heavy-truck", "other-vehicle", "aftermarket"];
const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
const EMPTY_LINE = () => ({ name: "", hs: "", origin: "", value: "" });
const EMPTY = {
  check: () => ({ code: "", country: "MX", import: "US", date: today(), use: "", currency: "USD", price: "", net: "", lines: [EMPTY_LINE()], facts: {}, asked: false, log: [], skipped: [] }),
  files: () => ({ date: today(), currency: "USD" }),
  law: () => ({ q: "", code: "", date: today(), other: "", use: "" }),
};

let language = "en";
let words = {};
let english = {}; // its citations are what others are put in place of
let tab = "check";
const state = { check: EMPTY.check(), files: EMPTY.files(), law: EMPTY.law() };
let key = "";
try { key = sessionStorage.getItem("key") ?? ""; } catch { /* a browser that keeps nothing */ }

/* ---- words ---- */

/* A mark that the language sets apart by a blank stays with its word: the percent sign in Spanish, others in French. */
const bound = (text) => {
    if (typeof text !== "string") return text;
    return (words.colon ?? "").startsWith(" ") ? text.replace(/ (?=[:;?!%»])/g, "\u00a0").replace(/« /g, "«\u00a0") : text.replace(/ (?=%)/g, "\u00a0");
};
const say = (id, parts = {}) => (words[id] ?? id).replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);
/* What is said of something: "name: what". */
const pair = (name, what) => `${name}${say("colon")}${what}`;

/* A provision as the language calls it: the words of the catalogue that stand in it, the first of them first (rulebook/messages.c). */
function cited(cite) {
  const letter = (one) => /[A-Za-z]/.test(one ?? "");
  const list = Object.entries(english).filter(([id]) => id.startsWith("citation."));
  const standsAt = (at, is) => cite.startsWith(is, at) && (!letter(is[0]) || !letter(cite[at - 1])) && (!letter(is.at(-1)) || !letter(cite[at + is.length]));
  let text = "";
  for (let at = 0; at < cite.length;) {
    const found = list.find(([, is]) => standsAt(at, is));
    text += found ? say(found[0]) : cite[at];
    at += found ? found[1].length : 1;
  }
  return text;
}

async function speak(wanted) {
  const next = LANGUAGES.includes(wanted) ? wanted : "en";
  [words, english] = await Promise.all([next, "en"].map(async (one) => (await ask(`/page/words/${one}`)).json()));
  language = next;
  document.documentElement.lang = language;
  document.title = bound(say("page.title"));
  document.getElementById("language").value = language;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = bound(say(element.dataset.say));
}

/* ---- elements ---- */

/* element("p", {class: "soft", onclick: …}, "text", other, …) */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "value") made.value = value;
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined).map(bound));
  return made;
}

const field = (name, input, more, wide) => element("label", { class: wide ? "field wide" : "field" }, element("span", {}, name), input, more ? element("small", {}, more) : null);

function choose(value, options, changed, attributes = {}) {
  const select = element("select", { onchange: () => changed(select.value), ...attributes }, options.map(([is, shown]) => element("option", { value: is }, shown)));
  select.value = value;
  return select;
}

function type(value, changed, attributes = {}) {
  const input = element("input", { value, autocomplete: "off", oninput: () => changed(input.value), ...attributes });
  return input;
}

const button = (text, pressed, kind = "act") => element("button", { type: "button", class: kind, onclick: pressed }, text);
const wrong = (text) => element("p", { class: "wrong", role: "alert" }, text);
const tell = (text) => { document.getElementById("status").textContent = text; };
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/* What is said in passing goes by itself. */
async function mention(text) {
  tell(text);
  await later(6000);
  if (document.getElementById("status").textContent === text) tell("");
}

/* Empties a place for what is asked now; says later whether nothing else was asked for it since. */
const turns = new WeakMap();
function fresh(into) {
  const mine = (turns.get(into) ?? 0) + 1;
  turns.set(into, mine);
  into.replaceChildren();
  return () => turns.get(into) === mine;
}

/* ---- the service ---- */

class Refused extends Error {}

/* What is said of a refusal that does not depend on what was asked, in the language of the page. */
const REFUSALS = { 408: "page.failed.late", 413: "page.failed.large", 429: "page.failed.busy", 502: "page.failed", 503: "page.failed.late", 504: "page.failed.late" };
const MOST_TRIES = 3;

/* A file that was saved again since it was chosen is not sent by a browser any more, which says no more than that nothing was answered. */
async function changedFile(body) {
  for (const part of body instanceof FormData ? body.values() : [])
    if (part instanceof File && !(await part.slice(0, 1).arrayBuffer().then(() => true, () => false))) return part;
  return null;
}

let waiting = 0;

async function send(path, options, headers) {
  waiting++;
  tell(say("page.wait"));
  try {
    return await fetch(path, { ...options, headers });
  } catch {
    const changed = await changedFile(options.body);
    throw new Refused(changed ? say("page.failed.changed", { file: changed.name }) : say("page.failed"));
  } finally {
    waiting--;
    if (waiting === 0) tell("");
  }
}

async function ask(path, options = {}, tries = 1) {
  const borne = key;
  const answer = await send(path, options, { ...(options.headers ?? {}), ...(borne ? { Authorization: `Bearer ${borne}` } : {}) });
  if (answer.status === 401) {
    if (borne === key) await needKey();
    return ask(path, options);
  }
  if (answer.status === 429 && tries < MOST_TRIES) {
    await later(1000 * (Number(answer.headers.get("Retry-After")) || 1));
    return ask(path, options, tries + 1);
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Refused(answer.status in REFUSALS || !problem.detail ? say(REFUSALS[answer.status] ?? "page.failed") : [problem.file, problem.line, problem.detail].filter(Boolean).join(": "));
  }
  return answer;
}

/* Whoever has none goes no further: the promise, one for all that ask meanwhile, stays open until one is typed. */
let keyTyped = null;
function needKey() {
  keyTyped ??= new Promise((given) => {
    const typed = type("", () => {}, { type: "password", id: "key", required: true });
    const take = (event) => {
      event.preventDefault();
      key = typed.value.trim();
      try { sessionStorage.setItem("key", key); } catch { /* it is asked for again */ }
      box.remove();
      keyTyped = null;
      given();
    };
    const box = element("form", { class: "card key", onsubmit: take },
      element("h2", {}, say("page.key")), key ? wrong(say("page.key.refused")) : null, element("p", {}, say("page.key.says")), field(say("page.key"), typed), element("p", {}), element("button", { class: "act" }, say("page.key.use")));
    document.getElementById("main").before(box);
    typed.focus();
  });
  return keyTyped;
}

const askJson = async (path, question) => (await ask(path, question ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question) } : {})).json();

/* ---- the address ---- */

const encode = (value) => btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value)))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const decode = (text) => JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0))));
const address = () => `#${language}/${tab}/${encode(state[tab])}`;

/* False where the browser takes no more: it is too long, or came too often; the next one may be taken. */
function keep() {
  try {
    history.replaceState(null, "", address());
    return true;
  } catch { return false; }
}

const ofKind = (given, ...kinds) => Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => kinds.includes(typeof value)));

function takeLine(given) {
  const line = { ...EMPTY_LINE(), ...ofKind(given, "string"), facts: ofKind(given.facts, "string", "boolean"), more: ofKind(given.more, "string") };
  if (!ORIGINS.includes(line.origin)) line.origin = "";
  return line;
}

/* A link is written by anyone: what is not of its kind is left out, and what the page has no field for is shown. */
function take(kind, given) {
  const fresh = EMPTY[kind]();
  for (const [name, value] of Object.entries(given ?? {}))
    if (name in fresh && typeof value === typeof fresh[name] && Array.isArray(value) === Array.isArray(fresh[name])) fresh[name] = value;
  if (kind === "check") {
    fresh.lines = fresh.lines.filter((line) => line && typeof line === "object").map(takeLine);
    fresh.facts = ofKind(fresh.facts, "string", "boolean");
    fresh.log = fresh.log.filter((one) => one && typeof one === "object").map((one) => ({ ...one, linked: true }));
    if (fresh.lines.length === 0) fresh.lines.push(EMPTY_LINE());
  }
  return fresh;
}

async function readAddress() {
  const [wanted, kind, kept] = location.hash.slice(1).split("/");
  const spoken = LANGUAGES.includes(wanted) ? wanted : (navigator.languages ?? ["en"]).map((one) => one.slice(0, 2)).find((one) => LANGUAGES.includes(one));
  if (kind in EMPTY) {
    tab = kind;
    try {
      if (kept) state[kind] = take(kind, decode(kept));
    } catch { /* a link that was cut */ }
  }
  await speak(spoken);
}

/* ---- rules ---- */

/* The words of a text, those marked that do not stand in the other one in this order. */
function marked(text, other) {
  if (other === undefined || text === other) return [text];
  const [these, those] = [text, other ?? ""].map((one) => one.split(/(?<=\s)/));
  if (these.length * those.length > 400000) return [text];
  const same = Array.from({ length: these.length + 1 }, () => new Uint16Array(those.length + 1));
  for (let i = these.length - 1; i >= 0; i--)
    for (let k = those.length - 1; k >= 0; k--) same[i][k] = these[i].trim() === those[k].trim() ? same[i + 1][k + 1] + 1 : Math.max(same[i + 1][k], same[i][k + 1]);
  const parts = [];
  const put = (word, changed) => { const last = parts.at(-1); last?.changed === changed ? (last.text += word) : parts.push({ text: word, changed }); };
  for (let i = 0, k = 0; i < these.length;) {
    const stays = k < those.length && these[i].trim() === those[k].trim();
    if (stays) put(these[i++], (k++, false));
    else if (k < those.length && same[i][k + 1] > same[i + 1][k]) k++;
    else put(these[i++], true);
  }
  return parts.map((part) => (part.changed ? element("mark", {}, part.text) : part.text));
}

/* In which reading of a dispute it is so: two readings of one alternative are no alternatives of each other. */
const reading = (one, disputes) => disputes?.find((dispute) => dispute.dispute === one.dispute)?.readings.find((each) => each.id === one.reading)?.text;

/* `other` is the same rule on another day, or null where that has none; undefined where there is nothing to compare with. */
function showRule(rule, other, disputes) {
  const marks = [
    ...rule.use.map((use) => say("page.rule.use", { use: say(`use.${use}`) })), say("page.rule.from", { date: rule.from }), rule.until ? say("page.rule.until", { date: rule.until }) : null,
  ].filter(Boolean).join(" · ");
  const isOtherReading = (one, i) => one.dispute && rule.alternatives[i - 1]?.dispute === one.dispute && rule.alternatives[i - 1].id === one.id;
  const ways = rule.alternatives.map((one, i) => element("li", {},
    i > 0 && rule.adds !== "tests" && !isOtherReading(one, i) ? element("span", { class: "or" }, `${say("page.rule.or")} `) : null, element("b", {}, `${one.id} `),
    marked(one.text, other === undefined ? undefined : other?.alternatives[i]?.text ?? null), one.dispute ? element("span", { class: "soft" }, ` ${say("rule.read-so", { text: reading(one, disputes) ?? one.reading })}`) : null));
  return element("div", { class: "rule" },
    rule.adds ? element("b", {}, say(`page.rule.${rule.adds}`)) : null, element("ol", {}, ways), element("p", { class: "soft" }, `${cited(rule.cite)} · ${marks}`),
    rule.doubt ? element("p", { class: "note" }, say("page.rule.doubtful", { doubt: rule.doubt })) : null);
}

const isSameRule = (one) => (rule) => rule.adds === one.adds && rule.cite === one.cite && rule.use.join() === one.use.join();

/* Of more than a dozen codes their headings. */
const listed = (codes) => (codes.length > 12 ? [...new Set(codes.map((code) => code.slice(0, 4)))] : codes).join(", ");

/* `folds`: those for a use, of which none is said, are opened by who has one. */
function showRules(answer, other, folds = false) {
  const beside = (code, rule) => (other ? other.codes.find((one) => one.code === code.code)?.rules.find(isSameRule(rule)) ?? null : undefined);
  const shown = (code, rules) => rules.map((rule) => showRule(rule, beside(code, rule), code.disputes));
  const folded = (code) => (folds ? code.rules.filter((rule) => rule.use.length) : []);
  return [...answer.codes.map((code) => element("section", {},
    element("h3", {}, code.code), code.rules.length ? shown(code, code.rules.filter((rule) => !folded(code).includes(rule))) : element("p", {}, say("page.rule.none")),
    folded(code).length ? element("details", {}, element("summary", {}, say("page.rule.by-use", { count: folded(code).length })), shown(code, folded(code))) : null,
    (code.disputes ?? []).map((dispute) => element("p", { class: "note" }, say("page.rule.disputed", { text: dispute.text }), ` (${cited(dispute.cite)})`)))),
    ...(answer.otherwise ? [element("p", { class: "note" }, say("page.rule.otherwise", { question: answer.otherwise.question, codes: listed(answer.otherwise.codes) }))] : [])];
}

const rulePath = (code, date, use) => `/v1/rules/${encodeURIComponent(code)}?${new URLSearchParams({ lang: language, ...(date ? { date } : {}), ...(use ? { use } : {}) })}`;
const isCode = (text) => /^[\d. ]{4,14}$/.test(text.trim()) && text.replace(/\D/g, "").length >= 4;

/* What is found of words or of a part of a code; `picked` is called with a code. */
async function search(into, sought, date, picked) {
  const isLatest = fresh(into);
  try {
    const found = await askJson(`/v1/codes?${new URLSearchParams({ q: sought, lang: language, ...(date ? { date } : {}) })}`);
    if (!isLatest()) return;
    const codes = (list) => element("ul", { class: "codes" }, list.map((code) => element("li", {}, button(code.code, () => picked(code.code), "plain small"))));
    if (found.codes.length) into.append(element("h3", {}, say("page.law.codes")), codes(found.codes));
    if (found.chapters.length && !found.codes.length) {
      into.append(element("h3", {}, say("page.law.chapters")));
      for (const chapter of found.chapters) {
        const list = element("div");
        const opened = element("details", { ontoggle: async () => {
          if (!opened.open || list.querySelector("ul")) return;
          const isLast = fresh(list);
          try {
            const inChapter = await askJson(`/v1/codes/${chapter.chapter}?${new URLSearchParams({ lang: language, ...(date ? { date } : {}) })}`);
            if (isLast()) list.append(codes(inChapter.codes));
          } catch (error) { if (isLast()) list.append(wrong(error.message)); }
        } }, element("summary", {}, pair(say("page.law.chapter", { chapter: chapter.chapter }), chapter.name)), list);
        into.append(opened);
      }
    }
    if (found.rules.length) {
      into.append(element("h3", {}, say("page.law.rules")), element("ul", { class: "rules" }, found.rules.map((rule) => element("li", {},
        rule.code ? button(rule.goods, () => picked(rule.code), "plain small") : element("b", {}, rule.goods), element("div", {}, rule.text), element("div", { class: "soft" }, cited(rule.cite))))));
      if (found.more) into.append(element("p", { class: "soft" }, say("page.law.more")));
    }
    if (!found.codes.length && !found.chapters.length && !found.rules.length) into.append(element("p", {}, say("page.law.none")));
  } catch (error) {
    if (isLatest()) into.append(wrong(error.message));
  }
}

/* ---- does it qualify? ---- */

const countries = () => ["US", "MX", "CA"].map((code) => [code, say(`page.country.${code}`)]);
const uses = () => [["", say("page.use.none")], ...USES.map((use) => [use, say(`use.${use}`)])];
const ORIGINS = ["", "non-originating", "originating"];
const origins = () => ORIGINS.map((origin) => [origin, say(`page.origin.${origin || "none"}`)]);

/* Of another spreadsheet's words for the origin, those that mean nothing else; what is not among them stays not known. */
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, " ").trim();
const ORIGIN_WORDS = { originating: "originating", originario: "originating", originaria: "originating", originaire: "originating",
  "non originating": "non-originating", "no originario": "non-originating", "no originaria": "non-originating", "non originaire": "non-originating" };

function checkQuestion(check) {
  const lines = check.lines.map((line, i) => ({ line, i })).filter(({ line }) => line.name || line.hs || line.value || line.origin);
  const given = (rows) => Object.fromEntries(Object.entries(rows).filter(([, value]) => value !== "" && value !== undefined));
  return {
    lang: language,
    goods: [given({ good_id: check.code, hs: check.code, country: check.country, import_country: check.import, date: check.date, use: check.use, currency: check.currency,
      transaction_value: check.price.trim(), net_cost: check.net.trim(), facts: Object.keys(check.facts).length ? check.facts : "" })],
    bom: lines.map(({ line, i }) => given({ ...line.more, good_id: check.code, line: String(i + 1), material_id: line.name, hs: line.hs, origin: line.origin, value: line.value.trim(), weight_kg: line.weight,
      facts: line.facts && Object.keys(line.facts).length ? line.facts : "" })),
  };
}

function showBill(check, changed) {
  const body = element("tbody");
  const names = [say("page.material"), say("page.hs"), say("page.origin"), say("page.value")];
  const fill = (focus) => {
    body.replaceChildren(...check.lines.map((line, i) => {
      const cell = (name, input) => element("td", {}, element("label", {}, element("span", { class: "cell-name" }, name), ...[input].flat()));
      const set = (member) => (value) => { line[member] = value; changed(); };
      const pasted = (event) => {
        const text = event.clipboardData.getData("text");
        if (!/[\t\n]/.test(text.trim())) return;
        event.preventDefault();
        takeRows(text, i);
      };
      const named = (name) => ({ "aria-label": `${name}, ${i + 1}`, onpaste: pasted });
      const more = Object.entries(line.more ?? {}).map(([header, value]) => pair(header, value)).join(" · ");
      return element("tr", {}, cell(names[0], [type(line.name, set("name"), named(names[0])), more ? element("small", {}, more) : null]), cell(names[1], type(line.hs, set("hs"), { inputmode: "decimal", ...named(names[1]) })),
        cell(names[2], choose(line.origin, origins(), set("origin"), { "aria-label": `${names[2]}, ${i + 1}` })),
        cell(names[3], type(line.value, set("value"), { inputmode: "decimal", ...named(names[3]) })),
        element("td", {}, element("button", { type: "button", class: "plain small", "aria-label": say("page.remove.line", { line: i + 1 }), onclick: () => {
          check.lines.splice(i, 1);
          if (!check.lines.length) check.lines.push(EMPTY_LINE());
          changed();
          fill();
        } }, say("page.remove"))));
    }));
    if (focus !== undefined) body.children[focus]?.querySelector("input").focus();
  };
  const takeRows = async (text, at) => {
    const rows = await readRows(text);
    const filled = (line) => line.name || line.hs || line.value || line.origin;
    const lines = [...check.lines.slice(0, at).filter(filled), ...rows, ...check.lines.slice(at).filter(filled)];
    check.lines = lines.length ? lines : [EMPTY_LINE()];
    changed();
    fill();
    mention(say("page.paste.taken", { count: rows.length }));
  };
  fill();
  const pasting = element("textarea", { rows: 4 });
  return [
    element("table", { class: "bill" }, element("thead", {}, element("tr", {}, names.map((name) => element("th", { scope: "col" }, name)), element("td"))), body),
    button(say("page.add"), () => { check.lines.push(EMPTY_LINE()); changed(); fill(check.lines.length - 1); }, "plain"),
    element("details", { class: "paste" }, element("summary", {}, say("page.paste")), field(say("page.paste.says"), pasting, null, true), element("p"),
      button(say("page.paste.take"), () => { if (pasting.value.trim()) takeRows(pasting.value, check.lines.length); pasting.value = ""; }, "plain")),
  ];
}

/* The product of two plain decimals, exactly; "" where one is none. */
function product(one, other) {
  const parts = [one, other].map((text) => /^(\d{1,18})(?:\.(\d{1,9}))?$/.exec(text));
  if (parts.includes(null)) return "";
  const places = parts.reduce((sum, part) => sum + (part[2] ?? "").length, 0);
  const digits = parts.reduce((sum, part) => sum * BigInt(part[1] + (part[2] ?? "")), 1n).toString().padStart(places + 1, "0");
  return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, "") : digits;
}

/* What a column has that the page has no field for goes with its line, under its own header: the service says what it makes of it. */
function rest(headers, cells, taken) {
  const own = ["good id", "line", "material id", "hs", "origin", "value", "weight kg", "facts"];
  const more = {};
  headers.forEach((header, place) => {
    if (taken.includes(place) || !header || !cells[place] || own.includes(plain(header))) return;
    more[header in more ? `${header} ${place + 1}` : header] = cells[place];
  });
  return more;
}

/* Rows of cells, as spreadsheets copy them: a cell with a line end or a tab in it stands in quotation marks. */
function cellsOf(text) {
  const rows = [[]];
  const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|[^\t\n]*/y;
  while (cell.lastIndex <= text.length) {
    const [whole, quoted] = cell.exec(text);
    rows.at(-1).push((quoted?.replaceAll('""', '"') ?? whole).replace(/\s+/g, " ").trim());
    const end = text[cell.lastIndex];
    if (end === undefined) break;
    if (end === "\n") rows.push([]);
    cell.lastIndex++;
  }
  return rows.filter((row) => row.some(Boolean));
}

/* Rows of a spreadsheet: by their headers, or in the order that the page says. */
async function readRows(text) {
  const rows = cellsOf(text.replaceAll("\r", ""));
  const headers = { name: ["material", "material id", "description", "descripcion", "designation", "matiere", "componente", "part"], hs: ["hs", "hs code", "codigo del sa", "fraccion", "fraccion arancelaria", "code sh", "hts"],
    origin: ["origin", "origen", "origine"], value: ["value", "valor", "valeur", "total", "importe", "montant"],
    price: ["cost", "costo", "cout", "unit cost", "costo unitario", "cout unitaire", "unit price", "precio unitario", "prix unitaire", "price", "precio", "prix"], quantity: ["quantity", "qty", "cantidad", "cant", "quantite", "qte"] };
  for (const member of ["name", "hs", "origin", "value"]) headers[member].push(plain(say({ name: "page.material", hs: "page.hs", origin: "page.origin", value: "page.value" }[member])));
  const first = rows[0].map(plain);
  const places = Object.fromEntries(Object.entries(headers).map(([member, list]) => [member, first.findIndex((cell) => list.includes(cell))]));
  const headed = Object.values(places).filter((place) => place >= 0).length >= 2;
  const at = headed ? places : { name: 0, hs: 1, origin: 2, value: 3 };
  const byPrice = at.value === -1;
  const value = (cells) => (byPrice && at.quantity >= 0 ? product(cells[at.quantity] ?? "", cells[at.price] ?? "") : cells[byPrice ? at.price : at.value] ?? "");
  const taken = [at.name, at.hs, at.origin, at.value, ...(byPrice ? [at.price, at.quantity] : [])];
  return rows.slice(headed ? 1 : 0).map((cells) => ({ name: cells[at.name] ?? "", hs: cells[at.hs] ?? "", origin: ORIGIN_WORDS[plain(cells[at.origin] ?? "")] ?? "", value: value(cells),
    more: headed ? rest(rows[0], cells, taken) : {} }));
}

const NUMBERS = ["value", "weight", "transaction-value", "net-cost"];

/* Where the answer to a question belongs. */
function settle(check, question, value) {
  const line = question.line ? check.lines[Number(question.line) - 1] : null;
  const fact = value === "true" ? true : value === "false" ? false : value;
  if (question.kind === "fact" && line) (line.facts ??= {})[question.fact] = fact;
  else if (question.kind === "fact") check.facts[question.fact] = fact;
  else if (question.kind === "use") check.use = value;
  else if (question.kind === "import-country") check.import = value;
  else if (question.kind === "transaction-value") check.price = value;
  else if (question.kind === "net-cost") check.net = value;
  else if (question.kind === "value" && line) line.value = value;
  else if (question.kind === "weight" && line) line.weight = value;
  else if (question.kind === "origin" && line) line.origin = value;
}

/* The facts, and the weights, that are declared and that no field shows. */
const declared = (check) => [
  ...Object.entries(check.facts).map(([fact, value]) => ({ fact, value })),
  ...check.lines.flatMap((line, i) => [...Object.entries(line.facts ?? {}), ...(line.weight ? [["weight_kg", line.weight]] : [])].map(([fact, value]) => ({ fact, value, line: i + 1 }))),
];

const bare = (question) => question.sentence.slice(0, question.sentence.indexOf("?") + 1) || question.sentence;
const identity = (question) => [question.kind, question.fact, question.line].join("|");

/* "> 15.19, <= 20", as the sentence has it. */
const range = (answer) => answer.replaceAll("<=", "≤").replace(/\d+(\.\d+)?/g, (number) => {
  const [whole, part] = number.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, say("number.thousands")) + (part ? say("number.point") + part : "");
});

function choices(question, known) {
  if (NUMBERS.includes(question.kind)) return null;
  if (question.kind === "use") return USES.map((use) => [use, say(`use.${use}`)]);
  if (question.kind === "import-country") return countries();
  if (question.kind === "origin") return [["originating", say("page.origin.originating")], ["non-originating", say("page.origin.non-originating")]];
  if (known?.type === "boolean" || question.answers.some((one) => ["true", "false"].includes(one.answer))) return [["true", say("page.yes")], ["false", say("page.no")]];
  const values = known?.values ?? question.answers.map((one) => one.answer);
  return values.length ? values.map((value) => (typeof value === "string" ? [value, value] : [value.value, value.text ?? value.value])) : null;
}

/* One question, with what each answer leads to. */
function showQuestion(check, questions, decides, facts, again) {
  const left = questions.filter((question) => !check.skipped.includes(identity(question)));
  if (!left.length) return null;
  const question = left[0];
  const list = choices(question, facts.find((fact) => fact.fact === question.fact));
  const leads = (value) => question.answers.find((one) => one.answer === value)?.status;
  let chosen = "";
  const answers = list
    ? list.map(([value, shown]) => element("label", { class: "choice" }, element("input", { type: "radio", name: "answer", value, required: true, onchange: () => { chosen = value; } }), element("span", {}, shown),
      leads(value) ? element("span", { class: "soft" }, say("page.leads", { status: say(`status.${leads(value)}`) })) : null))
    : [type("", (value) => { chosen = value.trim(); }, { inputmode: NUMBERS.includes(question.kind) ? "decimal" : "text", required: true, "aria-label": bare(question) }),
      element("ul", { class: "list soft" }, question.answers.map((one) => element("li", {}, pair(range(one.answer), say(`status.${one.status}`)))))];
  return element("form", { class: "card question", onsubmit: (event) => {
    event.preventDefault();
    if (!chosen) return;
    check.log.push({ before: structuredClone({ use: check.use, import: check.import, price: check.price, net: check.net, facts: check.facts, lines: check.lines, skipped: check.skipped }), says: bare(question),
      fact: question.kind === "weight" ? "weight_kg" : question.fact ?? undefined, line: question.line ? Number(question.line) : undefined, value: chosen === "true" ? true : chosen === "false" ? false : chosen,
      answer: list?.find(([value]) => value === chosen)?.[1] ?? chosen });
    settle(check, question, chosen);
    again();
  } }, element("p", { class: "soft" }, say(decides ? "page.question" : "page.question.helps"), left.length > 1 ? ` · ${say("page.question.left", { count: left.length })}` : ""),
  element("fieldset", {}, element("legend", { tabindex: "-1" }, bare(question)), answers),
  element("div", { class: "row" }, element("button", { class: "act" }, say("page.answer")), button(say("page.unknown"), () => { check.skipped.push(identity(question)); again(); }, "plain")));
}

/* Goods of a report stand in a tree of their own, with the report's own style. */
function showGood(page, place) {
  const host = element("div");
  const good = page.document.getElementById(`good-${place + 1}`);
  if (!good) return host;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(page.style);
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  good.classList.remove("on-page");
  good.querySelector("nav.back")?.remove();
  const todo = good.querySelector("section.to-do"); // what to do stands before why
  if (todo) good.querySelector("section.card").before(todo);
  root.append(document.importNode(good, true));
  return host;
}

async function reportPage(body, headers) {
  const text = await (await ask("/v1/report", { method: "POST", headers, body })).text();
  const style = text.match(/<style>([^]*?)<\/style>/)?.[1] ?? "";
  const bare = text.replace(/<style>[^]*?<\/style>/g, "").replace(/ style="[^"]*"/g, ""); // no style may stand in a document here
  return { style, text, document: new DOMParser().parseFromString(bare, "text/html") };
}

async function determine(check, into, again, focus) {
  const isLatest = fresh(into);
  const question = checkQuestion(check);
  try {
    const [answer, known, page] = await Promise.all([askJson("/v1/gap", question), askJson(`/v1/facts/${encodeURIComponent(check.code)}?${new URLSearchParams({ lang: language, date: check.date })}`).catch(() => ({ facts: [] })),
      reportPage(JSON.stringify(question), { "Content-Type": "application/json" }).catch(() => null)]);
    if (!isLatest()) return;
    const good = answer.determinations[0];
    const open = good.undetermined;
    into.append(element("h2", {}, say("page.step.verdict")), element("div", { class: `verdict ${good.status}`, tabindex: "-1" }, say(`page.verdict.${good.status}`),
      good.status === "originating" && good.evidence && good.evidence.pile !== "sign" ? element("small", {}, say(`pile.${good.evidence.pile}`)) : null));
    for (const row of answer.refused) into.append(wrong(pair([row.table, row.row, row.column].filter(Boolean).join(", "), row.reason)));
    for (const notice of answer.notices) into.append(element("p", { class: "note" }, notice));
    const asking = open ? showQuestion(check, open.questions, open.decides, known.facts, again) : null;
    if (asking) into.append(asking);
    else if (open && open.questions.length) into.append(element("p", { class: "note" }, open.why));
    const hidden = declared(check).filter(({ fact, value, line }) => !check.log.some((one) => !one.linked && one.fact === fact && one.line === line && one.value === value));
    if (hidden.length) into.append(element("section", { class: "card" }, element("h3", {}, say("page.declared")), element("ul", { class: "list" }, hidden.map(({ fact, value, line }) => element("li", {},
      `${line ? pair(`${say("page.material")} ${line}`, "") : ""}${known.facts.find((one) => one.fact === fact)?.question ?? fact} `, element("b", {}, value === true ? say("page.yes") : value === false ? say("page.no") : value))))));
    if (check.log.length) into.append(element("section", { class: "card" }, element("h3", {}, say("page.answered")), element("ul", { class: "list" }, check.log.map((one, i) => element("li", {}, `${one.says} `, element("b", {}, one.answer), " ",
      i === check.log.length - 1 ? button(say("page.undo"), () => { const last = check.log.pop(); Object.assign(check, last.linked ? take("check", { ...check, ...last.before }) : last.before); again(); }, "plain small") : null)))));
    if (page) into.append(showGood(page, 0));
    if (focus) (asking?.querySelector("legend") ?? into.querySelector(".verdict")).focus();
  } catch (error) {
    if (isLatest()) into.append(wrong(error.message));
  }
}

function showLink(fresh) {
  const told = element("span", { role: "status" });
  const copy = async () => {
    if (!keep()) { told.replaceChildren(wrong(say("page.link.long"))); return; }
    try {
      await navigator.clipboard.writeText(location.href);
      told.textContent = say("page.link.copied");
    } catch { // as of a page that came over plain HTTP
      const link = element("input", { value: location.href, readonly: true });
      told.replaceChildren(field(say("page.link.copy"), link));
      link.select();
    }
  };
  return element("section", { class: "card no-print" }, element("p", { class: "soft" }, say("page.link.says")),
    element("div", { class: "row" }, button(say("page.link"), copy, "plain"), button(say("page.begin"), fresh, "plain"), told));
}

function showCheck(main) {
  const check = state.check;
  const rule = element("div");
  const found = element("div");
  const verdict = element("div");
  const bill = element("section", { class: "card" });
  const stale = () => { fresh(verdict); check.asked = false; keep(); };
  const again = () => { check.asked = true; keep(); fillBill(); showGoodFields(); determine(check, verdict, again, true); };
  const showTheRule = async () => {
    const isLatest = fresh(rule);
    fresh(found);
    if (!check.code.trim()) return;
    if (!isCode(check.code)) { await search(found, check.code, check.date, picked); return; }
    try {
      const answer = await askJson(rulePath(check.code, check.date, check.use));
      if (isLatest()) rule.append(element("h3", {}, say("page.step.rule")), ...showRules(answer, undefined, !check.use));
    } catch (error) { if (isLatest()) rule.append(wrong(error.message)); }
  };
  const picked = (code) => { check.code = code; keep(); showGoodFields(); showTheRule(); };
  const set = (member, look) => (value) => { check[member] = value; stale(); if (look) showTheRule(); };
  const good = element("form", { class: "card", onsubmit: (event) => { event.preventDefault(); showTheRule(); } });
  const showGoodFields = () => good.replaceChildren(
    element("h2", {}, say("page.step.good")),
    element("div", { class: "fields" },
      field(say("page.code"), element("div", { class: "row" }, type(check.code, (value) => { check.code = value.trim(); stale(); }, { id: "code" }), element("button", { class: "act" }, say("page.search"))), say("page.code.says"), true)),
    found, rule,
    element("div", { class: "fields" },
      field(say("page.country"), choose(check.country, [...countries(), ["", say("page.country.other")]], set("country"))), field(say("page.import"), choose(check.import, countries(), set("import"))),
      field(say("page.date"), type(check.date, set("date", true), { type: "date" })), field(say("page.use"), choose(check.use, uses(), set("use", true))),
      field(say("page.currency"), choose(check.currency, ["USD", "MXN", "CAD"].map((one) => [one, one]), set("currency"))),
      field(say("page.price"), type(check.price, set("price"), { inputmode: "decimal" }), say("page.optional")), field(say("page.net-cost"), type(check.net, set("net"), { inputmode: "decimal" }), say("page.optional"))));
  const fillBill = () => bill.replaceChildren(element("h2", {}, say("page.step.bill")), ...showBill(check, stale), element("p"), button(say("page.ask"), () => { check.skipped = []; again(); }));
  showGoodFields();
  fillBill();
  main.append(element("h1", {}, say("page.nav.check")), good, bill, verdict, showLink(() => { state.check = EMPTY.check(); keep(); show(); }));
  showTheRule();
  if (check.asked) determine(check, verdict, again, false);
}

/* ---- the law ---- */

function showLaw(main) {
  const law = state.law;
  const found = element("div");
  const rules = element("section", { "aria-live": "polite" });
  const showSides = async () => {
    const isLatest = fresh(rules);
    if (!isCode(law.code)) return;
    try {
      const days = [law.date, law.other].filter(Boolean);
      const answers = await Promise.all(days.map((day) => askJson(rulePath(law.code, day, law.use))));
      if (!isLatest()) return;
      const text = (answer) => JSON.stringify(answer.codes.map((code) => code.rules.map((rule) => [rule.use, rule.alternatives.map((one) => one.text)])));
      rules.append(element("h2", {}, law.code),
        days.length > 1 ? element("p", { class: "note" }, say(text(answers[0]) === text(answers[1]) ? "page.law.same" : "page.law.differs")) : "",
        element("div", { class: "sides" }, answers.map((answer, i) => element("section", { class: "card" }, element("h3", {}, say("page.law.on", { date: days[i] })), showRules(answer, answers[1 - i])))));
    } catch (error) { if (isLatest()) rules.append(wrong(error.message)); }
  };
  const picked = (code) => { law.code = code; law.q = code; sought.value = code; keep(); fresh(found); showSides(); };
  const look = () => {
    if (isCode(law.q)) picked(law.q.trim());
    else if (law.q.trim()) search(found, law.q, law.date, picked);
  };
  const sought = type(law.q, (value) => { law.q = value; keep(); }, { type: "search" });
  const set = (member) => (value) => { law[member] = value; keep(); showSides(); };
  main.append(element("h1", {}, say("page.nav.law")), element("p", {}, say("page.law.says")),
    element("form", { class: "card", role: "search", onsubmit: (event) => { event.preventDefault(); look(); } },
      element("div", { class: "fields" }, field(say("page.code"), element("div", { class: "row" }, sought, element("button", { class: "act" }, say("page.search"))), say("page.code.says"), true),
        field(say("page.date"), type(law.date, set("date"), { type: "date" })), field(say("page.law.other"), type(law.other, set("other"), { type: "date" })), field(say("page.use"), choose(law.use, uses(), set("use"))))),
    found, rules);
  if (law.code) showSides();
  else if (law.q) look();
}

/* ---- files ---- */

/* The tables that a file may be: `file` is a workbook, or a flat file. */
const TABLES = ["file", "goods", "bom", "documents", "rates", "duties", "profile"];
/* Words of names of files, in plain letters. */
const TABLE_WORDS = { goods: ["goods", "products", "productos", "bienes", "mercancias", "produits"], bom: ["bom", "lines", "materials", "materiales", "componentes", "lineas", "lista", "nomenclature", "matieres"],
  documents: ["documents", "certificates", "documentos", "certificados", "certificats"], rates: ["rates", "cambio", "taux"], duties: ["duties", "aranceles", "droits"] };

/* What is dropped, and how it is read; of a page, and kept nowhere. `own` is the document of the profile that was dropped. */
const work = { dropped: [], files: [], chosen: {}, kept: new Map(), profile: null, own: null, asked: 0 };

const tableOf = (name) => {
  const base = plain(name.replace(/\.[^.]*$/, "")).split(" ");
  return name.toLowerCase().endsWith(".xml") ? "profile" : Object.keys(TABLE_WORDS).find((table) => TABLE_WORDS[table].some((word) => base.includes(word))) ?? "file";
};

const ownProfile = () => work.dropped.find((one) => one.table === "profile");
const PROFILE_NAME = "columns.xml";

const profileName = () => ownProfile()?.file.name ?? PROFILE_NAME;

/* The files, with what `parts` has beside them; the profile is that of the columns chosen, or the one that was dropped. */
function filesForm(parts, profile = work.profile) {
  const form = new FormData();
  for (const { file, table } of work.dropped) if (!profile || table !== "profile") form.append(table, file, file.name);
  if (profile) form.append("profile", profile, profileName());
  for (const [name, value] of Object.entries({ lang: language, ...parts })) if (value) form.append(name, value);
  return form;
}

const caseForm = (files, more = {}) => filesForm({ date: files.date, currency: files.currency, ...more });

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

function download(files, failed, text, path, accept, more, name) {
  return button(text, async () => {
    failed.replaceChildren();
    try {
      save(await (await ask(path, { method: "POST", headers: accept ? { Accept: accept } : {}, body: caseForm(files, more) })).blob(), name);
    } catch (error) { failed.replaceChildren(wrong(error.message)); }
  }, "plain");
}

/* ---- files: which column is which ---- */

const columnSays = (table, column) => {
  const name = column.replace(/^good_(?!id$)/, "");
  return [`column.${name !== column ? "goods" : table === "flat" ? "bom" : table}.${name}`, `column.${name}`].map((id) => words[id]).find(Boolean);
};
const readAs = (file) => Object.fromEntries(file.preview.columns.filter((one) => one.column).map((one) => [one.place, one.column]));

/* What was chosen of these headers before, or else what is read without more, and in places that nothing reads what their headers suggest; of a profile that was dropped, what it says, and no more. */
function chooseFirst(file) {
  const by = ownProfile()?.file;
  const like = JSON.stringify([file.table, by?.name, by?.lastModified, file.headers.map((one) => [one.place, one.header])]);
  if (!work.kept.has(like)) work.kept.set(like, firstChoice(file));
  return work.kept.get(like);
}

function firstChoice(file) {
  const columns = readAs(file);
  const suggested = {};
  if (!ownProfile())
    for (const one of file.headers)
      if (one.column && !columns[one.place] && !Object.values(columns).includes(one.column)) suggested[one.place] = columns[one.place] = one.column;
  return { columns, suggested, constants: constantsOf(file.table) };
}

const isChosenOtherwise = (file) => {
  const said = ({ columns, constants }) => JSON.stringify([columns, constants].map((one) => Object.entries(one).filter(([, value]) => value)));
  return said(work.chosen[file.table]) !== said(firstChoice(file));
};

const differs = (file) => {
  const { columns, constants } = work.chosen[file.table];
  const read = readAs(file);
  const said = constantsOf(file.table);
  return Object.entries(constants).some(([column, value]) => value.trim() !== (said[column] ?? "") && !Object.values(columns).includes(column))
    || [...new Set([...Object.keys(columns), ...Object.keys(read)])].some((place) => (columns[place] ?? "") !== (read[place] ?? ""));
};

function conflictsOf(file) {
  const { columns, constants } = work.chosen[file.table];
  const headerOf = (place) => file.headers.find((one) => String(one.place) === String(place))?.header ?? place;
  const placesOf = (column) => Object.keys(columns).filter((place) => columns[place] === column);
  const twice = [...new Set(Object.values(columns))].filter((column) => column && placesOf(column).length > 1)
    .map((column) => say("page.map.twice", { column, headers: placesOf(column).map(headerOf).join(", ") }));
  const levels = file.table === "bom" && placesOf("level").length && placesOf("material_id").length;
  const missing = file.needed.filter((column) => !placesOf(column).length && !constants[column]?.trim() && !(column === "good_id" && levels));
  return ownProfile() && !differs(file) ? { twice: [], missing: [] } : { twice, missing };
}

const isMended = (file) => { const { twice, missing } = conflictsOf(file); return !twice.length && !missing.length; };

/* The columns of a table as they are chosen, for a profile. */
function chosenColumns(file) {
  const { columns, constants } = work.chosen[file.table];
  return [...Object.entries(columns).filter(([, column]) => column).map(([place, column]) => ({ place: Number(place), column })),
    ...Object.entries(constants).filter(([column, value]) => value.trim() && !Object.values(columns).includes(column)).map(([column, value]) => ({ column, constant: value.trim() }))];
}

/* A profile of the columns as they are chosen; null where what reads them now comes to the same. */
async function makeProfile() {
  const changed = work.files.filter(differs);
  if (!changed.length || !changed.every(isMended)) return null;
  if (work.own) return correctProfile(changed);
  const columns = Object.fromEntries(changed.map((file) => [file.table, chosenColumns(file)]));
  const form = filesForm({ name: "columns" }, null);
  form.append("columns", new Blob([JSON.stringify(columns)]), "columns.json");
  return (await ask("/v1/profile", { method: "POST", body: form })).blob();
}

/* ---- files: a profile that was dropped ---- */

async function readProfile(file) {
  const bytes = await file.arrayBuffer();
  const declared = /^[^>]*?encoding=["']([\w.-]+)/.exec(new TextDecoder("latin1").decode(bytes.slice(0, 200)));
  try {
    const read = new DOMParser().parseFromString(new TextDecoder(declared?.[1] ?? "utf-8").decode(bytes), "application/xml");
    return read.getElementsByTagName("parsererror").length ? null : read;
  } catch { return null; }
}

const elementsOf = (parent, name) => [...(parent?.children ?? [])].filter((one) => one.localName === name);
const tableIn = (profile, table) => elementsOf(profile?.documentElement, "table").find((one) => one.getAttribute("name") === table);
const constantsOf = (table) => Object.fromEntries(elementsOf(tableIn(work.own, table), "column").filter((one) => one.hasAttribute("constant")).map((one) => [one.getAttribute("name"), one.getAttribute("constant")]));

/* An expression that matches a header alone. */
const expressionOf = (header) => header.replace(/[\\^$.[\]|()?*+{}#]/g, "\\$&").replace(/[\u0000-\u001f]/g, "\\s");

/* Which of equal headers it is; 0 where it is alone. */
function nthOf(file, place) {
  const like = (one) => one.header.trim().toLowerCase();
  const own = file.headers.find((one) => one.place === place);
  const same = file.headers.filter((one) => like(one) === like(own));
  return same.length > 1 ? same.indexOf(own) + 1 : 0;
}

function addTo(parent, name, indent, attributes) {
  const added = parent.ownerDocument.createElementNS(null, name);
  for (const [key, value] of Object.entries(attributes)) added.setAttribute(key, value);
  parent.append("  ", added, `\n${indent}`);
  return added;
}

function takeOut(one) {
  if (one.previousSibling?.nodeType === Node.TEXT_NODE && !one.previousSibling.data.trim()) one.previousSibling.remove();
  one.remove();
}

/* Sets what the element of a column reads; how its values are understood stays. */
function aim(column, { header, nth, constant }) {
  for (const [key, value] of Object.entries({ header, nth: nth || null, constant })) value ? column.setAttribute(key, value) : column.removeAttribute(key);
}

function correctTable(table, file) {
  const read = readAs(file);
  const chosen = chosenColumns(file);
  for (const one of elementsOf(table, "column")) {
    const name = one.getAttribute("name");
    const isRead = one.hasAttribute("constant") || Object.values(read).includes(name);
    if (isRead && !chosen.some(({ column }) => column === name)) takeOut(one);
  }
  for (const { place, column, constant } of chosen) {
    const first = elementsOf(table, "column").find((one) => one.getAttribute("name") === column);
    if (first && (place ? read[place] === column : first.getAttribute("constant") === constant)) continue;
    const header = place && expressionOf(file.headers.find((one) => one.place === place).header.trim());
    aim(first ?? addTo(table, "column", "  ", { name: column }), { header, nth: place && nthOf(file, place), constant });
  }
  for (const { place, header } of file.headers)
    if (read[place] && !work.chosen[file.table].columns[place]) addTo(table, "ignore", "  ", { header: expressionOf(header.trim()) });
}

/* The profile that was dropped, with the columns as they are chosen; whatever else it says stays. */
function correctProfile(changed) {
  const profile = work.own.cloneNode(true);
  for (const file of changed) {
    const root = profile.documentElement;
    correctTable(tableIn(profile, file.table) ?? addTo(root, "table", "", { name: file.table }), file);
  }
  const text = new XMLSerializer().serializeToString(profile).replace(/^<\?xml[^>]*\?>\s*/, "");
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`], { type: "application/xml" });
}

/* A file with the headers that the profile finds, whatever would be taken for them without it; what it needs and the profile gives in another way than by one column is not asked for. */
function readBy(file) {
  const { columns, problem } = file.preview;
  const samples = (one) => file.headers.find((other) => other.place === one.place && other.header.trim() === one.header.trim())?.values ?? [];
  const given = [...Object.values(readAs(file)), ...Object.keys(constantsOf(file.table))];
  return { ...file, needed: problem ? file.needed : file.needed.filter((column) => given.includes(column)),
    headers: columns.length ? columns.map((one) => ({ place: one.place, header: one.header, column: null, values: samples(one) })) : file.headers };
}

const preview = async (profile) => (await ask("/v1/preview", { method: "POST", body: filesForm({}, profile) })).json();

function showRead(file) {
  const names = [...new Set(file.preview.rows.flatMap((row) => Object.keys(row.values)))];
  const { looked_at: count, rejected, problem } = file.preview;
  return [
    problem ? wrong(problem) : element("p", {}, say("page.map.rows", { count, rejected })),
    problem && file.table === "flat" && /\.xls[xm]$/i.test(file.preview.file) ? element("p", { class: "note" }, say("page.map.sheets")) : null,
    file.preview.rejects.length ? element("ul", { class: "list soft" }, file.preview.rejects.slice(0, 10).map((line) => element("li", {}, line))) : null,
    ...file.doubts.map((doubt) => element("p", { class: "note" }, doubt)),
    names.length ? element("details", {}, element("summary", {}, say("page.map.shown")), element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("page.map.shown") },
      element("table", { class: "data" }, element("thead", {}, element("tr", {}, names.map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", {}, file.preview.rows.map((row) => element("tr", {}, names.map((name) => element("td", {}, row.values[name] ?? "")))))))) : null,
  ];
}

/* The columns of one file, each with what it is read as; `again` is called with what is chosen otherwise. */
function showColumns(file, again) {
  const chosen = work.chosen[file.table];
  const said = element("div", { "aria-live": "polite" });
  const options = [["", say("page.map.none")], ...file.columns.map((column) => [column, [column, columnSays(file.table, column)].filter(Boolean).join(" · ")])];
  const constants = element("div", { class: "fields" });
  const fillSaid = () => {
    const { twice, missing } = conflictsOf(file);
    said.replaceChildren(...twice.map((text) => element("p", { class: "wrong" }, text)), ...missing.map((column) => element("p", { class: "wrong" }, say("page.map.missing", { column }))));
  };
  const fillConstants = () => constants.replaceChildren(...file.needed.filter((column) => !Object.values(chosen.columns).includes(column)).map((column) =>
    field(say("page.map.constant", { column }), type(chosen.constants[column] ?? "", (value) => { chosen.constants[column] = value; fillSaid(); }, { onchange: again }), columnSays(file.table, column))));
  const noteOf = (place) => (chosen.suggested[place] && chosen.suggested[place] === chosen.columns[place] ? say("page.map.suggested") : !chosen.columns[place] ? say("page.map.unused") : "");
  const rows = file.headers.map((one) => {
    const note = element("small", { class: "soft" }, noteOf(one.place));
    const name = one.header || say("page.map.no-header", { place: one.place });
    const select = choose(chosen.columns[one.place] ?? "", options, (value) => { chosen.columns[one.place] = value; note.textContent = noteOf(one.place); fillConstants(); fillSaid(); again(); },
      { "aria-label": say("page.map.choose", { header: name }), disabled: !one.header });
    return element("tr", {}, element("th", { scope: "row" }, name), element("td", { class: "soft" }, element("span", { class: "cell-name" }, pair(say("page.map.values"), "")), one.values.join(" · ")), element("td", {}, select, note));
  });
  fillConstants();
  fillSaid();
  return [
    file.headers.length ? element("table", { class: "map" }, element("thead", {}, element("tr", {}, ["header", "values", "column"].map((name) => element("th", { scope: "col" }, say(`page.map.${name}`))))), element("tbody", {}, rows)) : null,
    constants, said,
  ];
}

/* How each file is read, from dropping to the last choice. */
function showReading(into, checking, reset) {
  const cards = work.files.map((file) => {
    const read = element("div", {}, ...showRead(file).filter(Boolean));
    const columns = element("details", { open: Boolean(file.preview.problem) || differs(file) }, element("summary", {}, say("page.map.columns")));
    return { file, read, columns, card: element("section", { class: "card" }, element("h2", {}, [file.preview.file, file.sheet].filter(Boolean).join(" · ")), element("p", { class: "soft" }, say(file.table === "flat" ? "page.map.flat" : `table.${file.table}`)),
      ...(ownProfile() ? [element("p", { class: "note" }, say("page.map.by-profile", { file: ownProfile().file.name }))] : []), read, file.headers.length ? columns : "") };
  });
  const saving = element("div", { class: "row after" });
  const failed = element("div", { "aria-live": "assertive" });
  const again = async () => {
    const asked = ++work.asked;
    checking(false);
    failed.replaceChildren();
    try {
      const profile = await makeProfile();
      const answer = profile ? await preview(profile) : { files: work.files };
      if (asked !== work.asked) return;
      work.profile = profile;
      for (const one of cards) {
        const now = answer.files.find((file) => file.table === one.file.table);
        if (now) one.read.replaceChildren(...showRead(isMended(one.file) || !differs(one.file) ? now : { ...one.file, doubts: [] }).filter(Boolean));
      }
      const mended = work.files.every((file) => !differs(file) || isMended(file));
      saving.replaceChildren(...(profile ? [button(say("page.map.save"), () => save(profile, profileName()), "plain")] : []), ...(work.files.some(isChosenOtherwise) ? [button(say("page.map.reset"), reset, "plain")] : []),
        ...(profile ? [element("span", { class: "soft" }, say("page.map.save.says"))] : []));
      checking(mended && answer.files.every((file) => !file.preview.problem));
    } catch (error) {
      if (asked === work.asked) failed.replaceChildren(wrong(error.message));
    }
  };
  for (const { file, columns } of cards) columns.append(...showColumns(file, again).filter(Boolean));
  into.replaceChildren(...cards.map((one) => one.card), failed, saving);
  return again();
}

/* ---- files: the audit ---- */

const MOST_SHOWN = 200;

/* What keeps a good from originating, in a sentence; where it originates, nothing. */
const DECIDING = ["produced-outside-territory", "no-rule", "tariff-shift-failed", "rvc-below-threshold"];
const whyOf = (good) => (good.status === "originating" ? "" : good.undetermined?.why ?? (good.findings.find((one) => DECIDING.includes(one.code)) ?? good.findings[0])?.message ?? "");

/* Where a row that cannot be read stands, as the command says it. */
const placeOf = (row) => (row.sheet ? `${row.table}: ${row.sheet}!${row.cell}` : [row.table, row.line ?? row.row, row.column].filter(Boolean).join(":"));

/* The goods of one status, or all, some at a time; `open` shows the one at its place. */
function showGoods(answer, open) {
  const goods = answer.determinations.map((good, place) => ({ good, place }));
  const names = Object.fromEntries(["good", "status", "criterion", "what"].map((name) => [name, say(`page.files.${name}`)]));
  const body = element("tbody");
  const below = element("p", { class: "row" });
  const cell = (name, ...shown) => element("td", {}, element("span", { class: "cell-name" }, names[name]), element("div", {}, shown));
  const row = ({ good, place }) => element("tr", {},
    element("td", {}, element("button", { type: "button", class: "plain small", dir: "auto", "aria-label": say("page.files.show", { good: good.good_id }), onclick: (event) => open(place, event.currentTarget) }, good.good_id)),
    cell("status", element("span", { class: good.status }, say(`status.${good.status}`)), element("div", { class: "soft" }, whyOf(good))), cell("criterion", good.criterion ?? "–"), cell("what", good.evidence ? say(`pile.${good.evidence.pile}`) : "–"));
  let picked = goods;
  const showMore = () => {
    body.append(...picked.slice(body.children.length, body.children.length + MOST_SHOWN).map(row));
    const shown = body.children.length;
    const left = picked.length - shown;
    below.replaceChildren(...(left > 0 ? [button(say("page.files.more", { count: Math.min(left, MOST_SHOWN) }), () => { showMore(); body.children[shown].querySelector("button").focus(); }, "plain"), element("span", { class: "soft" }, say("page.files.first", { count: shown }))] : []));
  };
  const counts = Object.entries(answer.goods).filter(([, count]) => count);
  const choose = (status) => element("button", { type: "button", class: "plain small", "aria-pressed": String(status === null), onclick: (event) => {
    picked = status === null ? goods : goods.filter(({ good }) => good.status === status);
    for (const one of bar.children) one.setAttribute("aria-pressed", String(one === event.currentTarget));
    body.replaceChildren();
    showMore();
  } }, status === null ? pair(say("page.files.all"), goods.length) : pair(say(`status.${status}`), answer.goods[status]));
  const bar = element("div", { class: "row statuses", role: "group", "aria-label": names.status }, counts.length > 1 ? choose(null) : null, counts.map(([status]) => (counts.length > 1 ? choose(status) : element("span", {}, pair(say(`status.${status}`), answer.goods[status])))));
  showMore();
  return [bar, element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("page.files.result") },
    element("table", { class: "data goods" }, element("thead", {}, element("tr", {}, Object.values(names).map((name) => element("th", { scope: "col" }, name)))), body)), below];
}

async function checkFiles(files, into) {
  const isLatest = fresh(into);
  try {
    const answer = await (await ask("/v1/gap", { method: "POST", body: caseForm(files) })).json();
    if (!isLatest()) return;
    const detail = element("div");
    const failed = element("div");
    let page = null;
    const open = async (place, from) => {
      const isLast = fresh(detail);
      try {
        page ??= await reportPage(caseForm(files), {});
        if (!isLast()) return;
        const good = showGood(page, place);
        detail.append(element("p", { class: "no-print" }, button(say("page.files.back"), () => from.focus(), "plain")), good);
        const heading = good.shadowRoot?.querySelector("h1");
        heading?.setAttribute("tabindex", "-1");
        heading?.focus({ preventScroll: true });
      } catch (error) { if (isLast()) detail.append(wrong(error.message)); }
      detail.scrollIntoView();
    };
    const refused = answer.refused.slice(0, 20).map((row) => element("li", {}, pair(placeOf(row), row.reason)));
    into.append(element("section", { class: "card" }, element("h2", { tabindex: "-1" }, say("page.files.result")),
      answer.refused.length ? [element("p", { class: "wrong" }, say("page.files.refused", { count: answer.refused.length })), element("ul", { class: "list soft" }, refused, answer.refused.length > refused.length ? element("li", {}, "…") : null)] : null,
      answer.notices.length ? element("div", { class: "note" }, element("b", {}, say("page.files.notices")), element("ul", { class: "list" }, answer.notices.map((notice) => element("li", {}, notice)))) : null,
      answer.determinations.length ? [element("h3", { class: "no-print" }, say("page.files.downloads")), element("div", { class: "downloads" }, download(files, failed, "HTML", "/v1/report", null, { format: "html" }, "audit.html"), download(files, failed, "Excel", "/v1/report", null, { format: "xlsx" }, "audit.xlsx"),
        download(files, failed, "PDF", "/v1/report", null, { format: "pdf" }, "audit.pdf"), download(files, failed, "CSV", "/v1/gap", "text/csv", {}, "results.csv"), download(files, failed, "JSON", "/v1/gap", "application/x-ndjson", {}, "results.json")),
      failed, ...showGoods(answer, open)] : element("p", {}, say("page.files.nothing"))), detail);
    into.querySelector("h2").focus();
  } catch (error) {
    if (isLatest()) into.append(wrong(error.message));
  }
}

function showFiles(main) {
  const files = state.files;
  const list = element("div");
  const reading = element("div");
  const result = element("div");
  const check = button(say("page.files.check"), () => checkFiles(files, result));
  const checking = (may) => { check.disabled = !may; fresh(result); };
  const reset = () => { work.kept.clear(); look(); };
  const look = async () => {
    const asked = ++work.asked;
    work.profile = work.own = null;
    reading.replaceChildren();
    checking(false);
    fill();
    if (!work.dropped.some((one) => one.table !== "profile")) return;
    try {
      const own = ownProfile() ? await readProfile(ownProfile().file) : null;
      const answer = await preview(null);
      if (asked !== work.asked) return;
      work.own = own;
      work.files = own ? answer.files.map(readBy) : answer.files;
      work.chosen = Object.fromEntries(answer.files.map((file) => [file.table, chooseFirst(file)]));
      await showReading(reading, checking, reset);
      reading.prepend(...answer.notices.map((notice) => element("p", { class: "note" }, notice)));
    } catch (error) {
      if (asked === work.asked) reading.append(wrong(error.message));
    }
  };
  const fill = () => list.replaceChildren(...work.dropped.map((one, i) => element("div", { class: "row tight" }, field(say("page.files.table", { file: one.file.name }),
    choose(one.table, TABLES.map((table) => [table, table === "file" ? say("page.files.flat") : table === "profile" ? say("page.files.profile") : `${table} · ${say(`table.${table}`)}`]), (value) => { one.table = value; look(); })),
    element("button", { type: "button", class: "plain small", "aria-label": pair(say("page.remove"), one.file.name), onclick: () => { work.dropped.splice(i, 1); look(); } }, say("page.remove")))));
  const takeFiles = (given) => { work.dropped.push(...[...given].map((file) => ({ file, table: tableOf(file.name) }))); look(); };
  const chosen = element("input", { type: "file", multiple: true, accept: ".csv,.txt,.tsv,.xlsx,.xlsm,.xml", onchange: () => { takeFiles(chosen.files); chosen.value = ""; } });
  const place = element("label", { class: "drop field", ondragover: (event) => { event.preventDefault(); place.classList.add("over"); }, ondragleave: () => place.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); place.classList.remove("over"); takeFiles(event.dataTransfer.files); } }, element("span", {}, say("page.files.drop")), chosen);
  const set = (member) => (value) => { files[member] = value; keep(); fresh(result); };
  main.append(element("h1", {}, say("page.nav.files")), element("p", {}, say("page.files.says")), element("section", { class: "card" }, place, list), reading,
    element("section", { class: "card" }, element("div", { class: "fields" }, field(say("page.date"), type(files.date, set("date"), { type: "date" })), field(say("page.currency"), choose(files.currency, ["USD", "MXN", "CAD"].map((one) => [one, one]), set("currency")))),
      element("p"), check), result);
  look();
}

/* ---- the page ---- */

const SHOWN = { check: showCheck, files: showFiles, law: showLaw };

function show() {
  const main = document.getElementById("main");
  main.replaceChildren();
  for (const one of document.querySelectorAll("[data-tab]")) one.dataset.tab === tab ? one.setAttribute("aria-current", "page") : one.removeAttribute("aria-current");
  SHOWN[tab](main);
}

document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
for (const one of document.querySelectorAll("[data-tab]")) one.addEventListener("click", () => { tab = one.dataset.tab; history.pushState(null, "", address()); show(); });
document.getElementById("language").addEventListener("change", async (event) => {
  try {
    await speak(event.target.value);
    keep();
    show();
  } catch (error) {
    event.target.value = language;
    mention(error.message);
  }
});
const goThere = () => readAddress().then(show, (error) => mention(error.message));
addEventListener("popstate", goThere);
addEventListener("hashchange", () => { if (location.hash !== address()) goThere(); });
/* A file that misses its place would be opened by the browser, instead of the page with all that is in it. */
for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());

/* A service that does not answer yet is asked again. */
for (let begun = false; !begun;) {
  try {
    await readAddress();
    begun = true;
  } catch { await later(2000); }
}
show();
