// The page in English and Korean, and the times and signs that both share.

import { en } from "./en.js";
import { ko } from "./ko.js";

const CATALOGUES = { en, ko };
const KST = { timeZone: "Asia/Seoul", hourCycle: "h23" };
const listeners = [];

export const language = () => (document.documentElement.lang === "ko" ? "ko" : "en");

/** The text of `key`; `{name}` in it becomes `values.name`. */
export function say(key, values = {}) {
  const text = CATALOGUES[language()][key];
  if (text === undefined) throw new Error(`no text ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Write the texts of all elements below `root` that name one. */
export function translate(root = document) {
  for (const each of root.querySelectorAll("[data-text]")) each.textContent = say(each.dataset.text);
  for (const each of root.querySelectorAll("[data-label]")) {
    each.setAttribute("aria-label", say(each.dataset.label));
    if (each.tagName === "BUTTON") each.title = say(each.dataset.label);
  }
  for (const each of root.querySelectorAll("[data-title]")) each.title = say(each.dataset.title);
}

/** Call `listener` after the language has changed. */
export const onLanguage = (listener) => listeners.push(listener);

export function setLanguage(name) {
  document.documentElement.lang = name;
  localStorage.setItem("gopax.language", name);
  translate();
  for (const listener of listeners) listener();
}

export function bindTools(languageButton, themeButton, onTheme) {
  languageButton.addEventListener("click", () => setLanguage(language() === "ko" ? "en" : "ko"));
  themeButton.addEventListener("click", () => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("gopax.theme", dataset.theme);
    onTheme?.();
  });
}

const formats = new Map();
function format(name, options) {
  const key = `${name}-${language()}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language(), { ...KST, ...options }));
  return formats.get(key);
}

/** Hour, minute and second in Korea. */
export const clockTime = (moment) =>
  format("time", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(moment));

/** Date and time in Korea. */
export const dateTime = (moment) =>
  format("date", {
    year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).format(new Date(moment));

/** Month, day and time in Korea, for the axis of the chart. */
export const axisTime = (moment, withDate) =>
  withDate
    ? format("day", { month: "numeric", day: "numeric" }).format(new Date(moment))
    : format("minute", { hour: "2-digit", minute: "2-digit" }).format(new Date(moment));

/** ▲ for up, ▼ for down: the colour alone says it to nobody who cannot tell red from blue. */
export const arrow = (sign) => (sign > 0 ? "▲" : sign < 0 ? "▼" : "");
export const tone = (sign) => (sign > 0 ? "up" : sign < 0 ? "down" : "");
