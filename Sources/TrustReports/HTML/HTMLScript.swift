/// What the page does: search, the rows in sight, the story of a phone, filters in the address.
///
/// Text reaches the page as text nodes only, so that no name can be markup.
enum HTMLScript {
  static let text = #"""
    (() => {
      "use strict";
      const get = (id) => document.getElementById(id);
      addEventListener("beforeprint", () => {
        for (const one of document.querySelectorAll("details")) one.open = true;
      });
      const list = get("list");
      if (!list) return;
      const data = JSON.parse(get("data").textContent);
      const [KIND, MODEL, GROUP, SITE, WORD, REGISTRATION, BECAUSE, WAYS, RULE, REMEDY] =
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
      const ROW = 36;

      // Every phone: its name, and the place of its fate.
      const runs = (text) => text === "" ? [] : text.split(" ").map((run) => {
        const [item, count] = run.split("*");
        return [item, count === undefined ? 1 : Number(count)];
      });
      const names = [];
      for (const [first, count] of runs(data.names)) {
        const start = parseInt(first.slice(3), 16);
        for (let i = 0; i < count; i++) {
          names.push("SEP" + (start + i).toString(16).toUpperCase().padStart(12, "0"));
        }
      }
      const fateOf = new Uint32Array(names.length);
      let place = 0;
      for (const [fate, count] of runs(data.runs)) {
        fateOf.fill(Number(fate), place, place + count);
        place += count;
      }
      const last = data.fates.map((changes) => data.standings[changes[changes.length - 1][1]]);
      const texts = last.map((standing) => standing.join("\n").toLowerCase());

      const fields = { q: get("q"), word: get("f-word"), group: get("f-group"), site: get("f-site") };
      const columns = { word: WORD, group: GROUP, site: SITE };
      for (const [name, column] of Object.entries(columns)) {
        const values = [...new Set(last.map((standing) => standing[column]))];
        for (const value of values) {
          const option = document.createElement("option");
          option.value = value;
          option.textContent = value === "" ? "(none)" : value;
          fields[name].append(option);
        }
      }

      let found = new Uint32Array(0);
      let count = 0;
      const search = () => {
        const q = fields.q.value.trim().toLowerCase();
        const fits = last.map((standing) => Object.entries(columns).every(
          ([name, column]) => fields[name].value === "" || fields[name].value === standing[column]));
        const says = texts.map((text) => q === "" || text.includes(q));
        const part = q.toUpperCase();
        found = new Uint32Array(names.length);
        count = 0;
        for (let i = 0; i < names.length; i++) {
          const fate = fateOf[i];
          if (fits[fate] && (says[fate] || names[i].includes(part))) found[count++] = i;
        }
        get("found").textContent = `${count.toLocaleString("en")} of ` +
          `${names.length.toLocaleString("en")} phones`;
        list.scrollTop = 0;
        show(true);
      };

      const element = (name, text, className) => {
        const made = document.createElement(name);
        if (text !== undefined) made.textContent = text;
        if (className) made.className = className;
        return made;
      };
      const wordMark = (word) => element("span", word, "w w-" + word);
      const gap = (height) => {
        const row = document.createElement("tr");
        row.setAttribute("aria-hidden", "true");
        const cell = element("td", undefined, "gap");
        cell.colSpan = 6;
        cell.style.height = height + "px";
        row.append(cell);
        return row;
      };
      let shownFrom = -1;
      const body = get("rows");
      const table = body.parentElement;
      const show = (isNew) => {
        const head = table.tHead.offsetHeight;
        const from = Math.max(0, Math.floor((list.scrollTop - head) / ROW) - 8);
        if (!isNew && from === shownFrom) return;
        shownFrom = from;
        const to = Math.min(count, from + Math.ceil(list.clientHeight / ROW) + 16);
        const focused = document.activeElement?.dataset?.phone;
        table.setAttribute("aria-rowcount", String(count + 1));
        const rows = [];
        if (from > 0) rows.push(gap(from * ROW));
        for (let i = from; i < to; i++) rows.push(rowOf(i));
        if (to < count) rows.push(gap((count - to) * ROW));
        body.replaceChildren(...rows);
        if (focused) body.querySelector(`[data-phone="${focused}"]`)?.focus({ preventScroll: true });
      };
      const rowOf = (i) => {
        const name = names[found[i]];
        const standing = last[fateOf[found[i]]];
        const row = document.createElement("tr");
        row.setAttribute("aria-rowindex", String(i + 2));
        const button = element("button", name);
        button.type = "button";
        button.dataset.phone = name;
        button.dataset.place = String(i);
        const first = document.createElement("td");
        first.append(button);
        const word = document.createElement("td");
        word.append(wordMark(standing[WORD]));
        row.append(first, word);
        // Short here, as much as a line has room for; the story has it all.
        const registered = standing[REGISTRATION].replace(/^registered at /, "");
        const because = standing[RULE] === "" ? standing[BECAUSE] : standing[RULE];
        for (const text of [standing[KIND], registered, because, standing[REMEDY]]) {
          const cell = element("td", text);
          cell.title = text;
          row.append(cell);
        }
        return row;
      };
      list.addEventListener("scroll", () => requestAnimationFrame(() => show(false)));
      list.addEventListener("keydown", (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const here = event.target.dataset?.place;
        if (!step || here === undefined) return;
        const next = Math.min(count - 1, Math.max(0, Number(here) + step));
        event.preventDefault();
        const head = table.tHead.offsetHeight;
        if (next * ROW < list.scrollTop) list.scrollTop = next * ROW;
        const end = (next + 1) * ROW + head - list.clientHeight;
        if (end > list.scrollTop) list.scrollTop = end;
        show(false);
        body.querySelector(`[data-place="${next}"]`)?.focus({ preventScroll: true });
      });
      addEventListener("resize", () => show(true));

      // The story of a phone.
      const dialog = get("story");
      let opener = null;
      const tell = (name) => {
        const at = names.indexOf(name);
        if (at < 0) return;
        const end = last[fateOf[at]];
        const title = element("h2", name);
        title.id = "story-title";
        const story = document.createElement("ol");
        const isLost = ([, standing]) => ["locked", "stranded"].includes(data.standings[standing][WORD]);
        const changes = data.fates[fateOf[at]];
        const decisive = isLost(changes[changes.length - 1])
          ? changes.length - [...changes].reverse().findIndex((change) => !isLost(change)) : -1;
        for (const [number, [census, standing]] of changes.entries()) {
          const [time, occasion] = data.censuses[census];
          const row = data.standings[standing];
          const item = document.createElement("li");
          item.append(`${time}, ${occasion}: `, wordMark(row[WORD]), `; ${row[REGISTRATION]}; ` +
            `${row[BECAUSE]}; ${row[WAYS] === "1" ? "1 way" : row[WAYS] + " ways"} left. `);
          if (number === decisive) {
            item.className = "decisive";
            item.append(element("strong", "Here it lost trust for good."));
          }
          story.append(item);
        }
        const close = element("button", "Close");
        close.type = "button";
        close.addEventListener("click", () => dialog.close());
        const parts = [title, element("p", end[KIND]), story];
        if (end[RULE] !== "") parts.push(element("p", `The decisive rule: ${end[RULE]}.`));
        if (end[REMEDY] !== "") parts.push(element("p", `Recovery: ${end[REMEDY]}.`));
        const more = element("p", "Boot by boot, and what would have avoided it: ", "note");
        more.append(element("code", `trustsim explain ${data.file} ${name}`));
        dialog.replaceChildren(...parts, more, close);
        if (!dialog.open) dialog.showModal();
        remember(name);
      };
      body.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        opener = button.dataset.phone;
        tell(opener);
      });
      dialog.addEventListener("close", () => {
        remember(null);
        body.querySelector(`[data-phone="${opener}"]`)?.focus();
      });

      // Filters in the address: #phones&word=locked&q=8861&phone=SEP…
      const remember = (phone) => {
        let address = "#phones";
        for (const [name, field] of Object.entries(fields)) {
          if (field.value !== "") address += `&${name}=${encodeURIComponent(field.value)}`;
        }
        if (phone) address += `&phone=${phone}`;
        history.replaceState(null, "", address);
      };
      const recall = () => {
        const [section, ...parts] = location.hash.slice(1).split("&");
        if (section !== "phones") return;
        const wanted = {};
        for (const part of parts) {
          const at = part.indexOf("=");
          try { wanted[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1)); } catch { }
        }
        for (const [name, field] of Object.entries(fields)) field.value = wanted[name] ?? "";
        search();
        get("phones").scrollIntoView();
        // The way back leads to the link, not to a row opened before.
        opener = null;
        if (wanted.phone) tell(wanted.phone);
      };
      for (const field of Object.values(fields)) {
        field.addEventListener("input", () => { search(); remember(null); });
      }
      const form = get("filters");
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("reset", () => setTimeout(() => { search(); remember(null); }));
      addEventListener("hashchange", recall);
      search();
      recall();
    })();

    """#
}
