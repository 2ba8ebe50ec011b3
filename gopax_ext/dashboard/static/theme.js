// Runs before anything is drawn, so that a dark page does not flash white.
(() => {
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const korean = navigator.language.toLowerCase().startsWith("ko");
  document.documentElement.dataset.theme = stored("gopax.theme") ?? (dark ? "dark" : "light");
  document.documentElement.lang = stored("gopax.language") ?? (korean ? "ko" : "en");
})();
