// Improves pages that work without it: keys, lists that follow another list, and where the focus goes. Nothing is stored, and nothing is
// sent by itself but the question how many leads have arrived, while the list of leads can be seen.

const root = document.documentElement;
root.classList.add("with-script");

const summary = document.querySelector("[data-focus]");
if (summary) {
  summary.focus();
}

// Keys

const keysOn = document.body.dataset.shortcuts === "on";
const dialog = document.getElementById("keys");
let isGoing = false;
let goingTimer = 0;

/** The letter of a key. On an Arabic keyboard the key says another letter, so its place counts. */
function letterOf(event) {
  if (/^[\x20-\x7e]$/.test(event.key)) {
    return event.key.toLowerCase();
  }
  if (event.key === "؟") {
    return "?";
  }
  const place = /^Key([A-Z])$/.exec(event.code);
  if (place && event.key.length === 1) {
    return place[1].toLowerCase();
  }
  return event.code === "Slash" && event.key.length === 1 ? "/" : "";
}

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

function rows() {
  return Array.from(document.querySelectorAll("main tbody tr")).filter((row) => row.querySelector("a[href]"));
}

function moveRow(step) {
  const all = rows();
  if (all.length === 0) {
    return;
  }
  const current = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.max(0, Math.min(all.length - 1, current + step))];
  next.querySelector("a[href]").focus();
  next.scrollIntoView({ block: "nearest" });
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) {
    link.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) {
    return;
  }
  if (event.ctrlKey && event.key === "Enter" && event.target instanceof HTMLElement && event.target.closest("#lead, #conflict")) {
    event.preventDefault();
    follow("#save");
    return;
  }
  if (event.key === "Escape") {
    const open = event.target instanceof HTMLElement ? event.target.closest("details.menu[open]") : null;
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    return;
  }
  if (!keysOn || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
    return;
  }
  const letter = letterOf(event);
  if (isGoing) {
    isGoing = false;
    const link = /^[a-z]$/.test(letter) ? document.querySelector(`[data-go="${letter}"]`) : null;
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  switch (letter) {
    case "/": {
      const search = document.querySelector("#search, input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
      break;
    }
    case "j":
      moveRow(1);
      break;
    case "k":
      moveRow(-1);
      break;
    case "e": {
      const first = document.querySelector("#lead [aria-invalid=true], #lead input:not([type=hidden]), #lead select");
      if (first) {
        event.preventDefault();
        first.focus();
      }
      break;
    }
    case "n":
      follow("#older, a[rel=next]");
      break;
    case "p":
      follow("#newer, a[rel=prev]");
      break;
    case "g":
      isGoing = true;
      clearTimeout(goingTimer);
      goingTimer = setTimeout(() => {
        isGoing = false;
      }, 1500);
      break;
    case "?":
      if (dialog && !dialog.open) {
        event.preventDefault();
        dialog.showModal();
      }
      break;
    default:
      break;
  }
});

// Lists whose items depend on another list

async function renew(parent) {
  const children = Array.from(document.querySelectorAll("select[data-list]")).filter((child) => child.dataset.parent === parent.name);
  for (const child of children) {
    const before = child.selectedOptions[0];
    const answer = parent.value.startsWith("#")
      ? await fetch(`/staff/leads/items?${new URLSearchParams({ field: child.dataset.list, parent: parent.value.slice(1) })}`)
      : null;
    if (answer && !answer.ok) {
      root.classList.remove("with-script");
      return;
    }
    const items = answer ? (await answer.json()).items : [];
    const options = [child.options[0]];
    let isKept = false;
    if (before && before.value !== "") {
      const same = items.find((item) => item.value === before.value || item.label === before.dataset.label);
      isKept = Boolean(same);
      if (!same) {
        // What was chosen stays to be seen, and the server says what is wrong with it.
        const old = document.createElement("option");
        old.value = before.value.startsWith("#") ? `=${before.textContent}` : before.value;
        old.textContent = before.textContent;
        old.dataset.label = before.dataset.label || before.textContent;
        old.selected = true;
        options.push(old);
      }
    }
    for (const item of items) {
      const option = document.createElement("option");
      option.value = item.value;
      option.textContent = item.label;
      option.selected = isKept && before && (item.value === before.value || item.label === before.dataset.label);
      options.push(option);
    }
    child.replaceChildren(...options);
    child.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLSelectElement && event.target.name) {
    renew(event.target).catch(() => root.classList.remove("with-script"));
  }
});

// Leads that have arrived since the list was shown. The list itself stays as it is.

const arrivals = document.getElementById("arrivals");
if (arrivals) {
  const pause = 30_000;
  let left = 60;
  let timer = 0;

  const ask = async () => {
    left--;
    const answer = await fetch(arrivals.dataset.source, { redirect: "manual" });
    // Whoever is signed out meanwhile is sent to the sign-in, and what is refused once is refused again. A service that does not answer
    // is asked again.
    if (answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) {
      left = 0;
      return;
    }
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
    const { text } = await answer.json();
    const notice = arrivals.querySelector("p");
    const words = notice.querySelector("span");
    if (text && words.textContent !== text) {
      words.textContent = text;
      notice.hidden = false;
    }
    plan();
  };

  const plan = () => {
    clearTimeout(timer);
    if (!document.hidden && left > 0) {
      timer = setTimeout(() => ask().catch(plan), pause);
    }
  };

  document.addEventListener("visibilitychange", plan);
  plan();
}
