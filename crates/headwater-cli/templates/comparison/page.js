// Choosing a statement shows its fellows: it marks them in every column, brings them into view there, and
// lists them in a bar. Without script the statements are plain links from each to the next of its fellows.
(() => {
  "use strict";
  const statements = [...document.querySelectorAll("a.statement")];
  const columns = document.querySelectorAll(".column");
  const bar = document.getElementById("fellows");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let chosen = null;

  /** Makes an element with text that is never read as markup. */
  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** Brings a statement into view in its column, if the column scrolls by itself. */
  function bringIntoView(statement) {
    const text = statement.closest(".text");
    if (text.scrollHeight <= text.clientHeight) return;
    const offset = statement.getBoundingClientRect().top - text.getBoundingClientRect().top;
    const top = text.scrollTop + offset - text.clientHeight / 3;
    text.scrollTo({ top, behavior: still.matches ? "auto" : "smooth" });
  }

  /** Lists the chosen statement's fellows, the first in each report. */
  function fillBar(claim, firsts) {
    const list = element("ul", "");
    for (const statement of firsts) {
      const item = element("li", "");
      const name = statement.closest(".column").dataset.name;
      item.append(element("a", name, { href: "#" + statement.id }));
      list.append(item);
    }
    const count = `${firsts.length} of ${columns.length} reports tell this:`;
    const close = element("button", "Close", { type: "button" });
    close.addEventListener("click", clear);
    bar.replaceChildren(
      element("p", count, { role: "status" }),
      list,
      element("a", "How we know", { href: "#" + claim }),
      close,
    );
    bar.hidden = false;
  }

  function choose(claim, from) {
    chosen = claim;
    const seen = new Set();
    const firsts = [];
    for (const statement of statements) {
      const fellow = statement.dataset.claim === claim;
      statement.classList.toggle("chosen", fellow);
      const column = statement.closest(".column");
      if (fellow && statement.id && !seen.has(column)) {
        seen.add(column);
        firsts.push(statement);
      }
    }
    for (const first of firsts) {
      if (first.closest(".column") !== from.closest(".column")) bringIntoView(first);
    }
    fillBar(claim, firsts);
  }

  function clear() {
    chosen = null;
    bar.hidden = true;
    for (const statement of statements) statement.classList.remove("chosen");
  }

  document.addEventListener("click", (event) => {
    const statement = event.target.closest("a.statement");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (!statement || !plain || statement.dataset.claim === chosen) return;
    event.preventDefault();
    choose(statement.dataset.claim, statement);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });

  /** Opens what the address points at: a claim inside closed details, or a statement with its fellows. */
  function follow() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const closed = target.closest("details:not([open])");
    if (closed) {
      closed.open = true;
      target.scrollIntoView();
    }
    const statement = target.closest("a.statement");
    if (statement && statement.dataset.claim !== chosen) choose(statement.dataset.claim, statement);
  }
  addEventListener("hashchange", follow);
  follow();

  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
