// <time data-deadline data-now>: ticks by the server's clock as it was when the page was served. The phone only measures what has
// passed since, by two clocks, because one of them stands still while it sleeps and the other may be set wrong.
// Screen readers hear the minutes. At the end the element sends the event "over".
(() => {
  const pad = (number) => String(number).padStart(2, "0");

  function start(time) {
    if (time.dataset.ticking) return;
    time.dataset.ticking = "yes";
    const [clock, spoken] = time.children;
    const left = Date.parse(time.dataset.deadline) - Date.parse(time.dataset.now);
    const begun = [performance.now(), Date.now()];
    const passed = () => Math.max(performance.now() - begun[0], Date.now() - begun[1]);
    let minute = null;

    const tick = () => {
      if (!time.isConnected) return;
      const seconds = Math.ceil((left - passed()) / 1000);
      if (seconds <= 0) return finish();
      const hours = Math.floor(seconds / 3600);
      const minutes = Math.floor(seconds / 60) % 60;
      clock.textContent = `${hours}:${pad(minutes)}:${pad(seconds % 60)}`;
      if (minute !== null && minute !== minutes) {
        spoken.textContent = time.dataset.words.replace("{hours}", hours).replace("{minutes}", minutes);
      }
      minute = minutes;
      setTimeout(tick, 1000);
    };
    const finish = () => {
      clock.textContent = spoken.textContent = time.dataset.over;
      time.dispatchEvent(new CustomEvent("over", { bubbles: true }));
    };
    tick();
  }

  const startAll = () => document.querySelectorAll("time[data-deadline]").forEach(start);
  document.addEventListener("DOMContentLoaded", startAll);
  document.addEventListener("htmx:load", startAll);
})();
