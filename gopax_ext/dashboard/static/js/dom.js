// Elements without markup in strings: what the exchange answers can never become code.

export const byId = (id) => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
};

/** A new element; `properties` are attributes, functions (`onclick`) or `class`. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Write `text` into `element` unless it is there: no needless work for the screen reader. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export const fill = (element, ...children) => element.replaceChildren(...children);

/** Move among the children of a group with the arrow keys; Tab enters and leaves it once. */
export function rove(group, { of = "button", vertical = false } = {}) {
  const members = () => [...group.querySelectorAll(of)].filter((each) => !each.disabled);
  const [back, ahead] = vertical ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  group.addEventListener("keydown", (event) => {
    const all = members();
    const place = all.indexOf(event.target);
    if (place < 0) return;
    const next = { [back]: place - 1, [ahead]: place + 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all[Math.min(Math.max(next, 0), all.length - 1)].focus();
  });
  group.addEventListener("focusin", (event) => {
    for (const each of members()) each.tabIndex = each === event.target ? 0 : -1;
  });
}
