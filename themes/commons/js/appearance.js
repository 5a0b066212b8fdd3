// Runs before the first paint, so that a chosen appearance does not flash.
(() => {
  try {
    const chosen = localStorage.getItem("appearance");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is refused in some private windows: the system's choice stands.
  }
})();
