// Runs before the first paint, so that no page flashes in the other theme.
(function () {
  var chosen = null;
  try { chosen = localStorage.getItem('theme'); } catch { /* A browser that keeps nothing follows the system. */ }
  var dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
