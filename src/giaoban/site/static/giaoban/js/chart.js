// @ts-check
// Charts: <figure data-chart="line|bar|hbar"> with a table becomes a drawing of that table. The table is the page and stays; the
// drawing is made here, by the vendored ECharts (global `echarts`), from the cells' data-value. An empty data-value is a gap.
//   figure: data-title, data-description (read aloud), data-note, data-as-of, data-unit, data-file (name of the picture)
//   th[data-series="line|dash|bar|limit|mark"]: a series ("limit": bars of what may not be exceeded, in the places that "bar" leaves free); other columns are left out. td a[href]: where a point leads.
// Nothing moves; the picture is drawn anew when colours change (theme, print) or the room does.

/** @typedef {{name: string, look: string, values: (number|null)[], words: string[], links: string[]}} Series */
/** @typedef {{labels: string[], series: Series[]}} Data */
/** @type {any} */
const library = Reflect.get(window, "echarts");
const LANGUAGE = document.documentElement.lang || "vi";
const NUMBER = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 2 });
const TONES = ["info", "warn", "muted", "ok", "wait"];
const SYMBOLS = ["circle", "diamond", "triangle", "rect", "pin"];
const DASHES = ["solid", [7, 4], [2, 3], [10, 3, 2, 3], [4, 2]];
const PAPER = { width: 660, height: 300 };
const PICTURE = { width: 1200, height: 560, edge: 32, line: 28 };
const LEGEND = { item: 30, gap: 18, row: 24, edge: 16 };

/** The columns of a table that are series, with their values. @param {HTMLTableElement} table @returns {Data} */
function read(table) {
  const heads = [...table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? []];
  const rows = [...table.tBodies[0]?.rows ?? []];
  const series = heads.flatMap((head, column) => {
    const look = head.dataset.series;
    if (!look) return [];
    const cells = rows.map((row) => row.cells[column]);
    return [{
      name: (head.dataset.name ?? head.textContent ?? "").trim(),
      look,
      values: cells.map((cell) => cell?.dataset.value ? Number(cell.dataset.value) : null),
      words: cells.map((cell) => (cell?.dataset.words ?? cell?.textContent ?? "").trim()),
      links: cells.map((cell) => cell?.querySelector("a")?.getAttribute("href") ?? ""),
    }];
  });
  return { labels: rows.map((row) => (row.cells[0]?.dataset.name ?? row.cells[0]?.textContent ?? "").trim()), series };
}

/** The colours of the tokens as they hold for an element. @param {Element} element */
function colours(element) {
  const style = getComputedStyle(element);
  /** @param {string} name */
  const token = (name) => style.getPropertyValue(`--gb-${name}`).trim();
  return {
    ink: token("ink"), ink2: token("ink-2"), line: token("line"), surface: token("surface"), strong: token("line-strong"),
    tones: TONES.map(token), font: style.getPropertyValue("--gb-font").trim() || "sans-serif",
  };
}

/** One series as ECharts takes it; `shared`: bars of two series have one place.
 * @param {Series} series @param {number} place @param {ReturnType<typeof colours>} paint @param {boolean} shared @param {boolean} lying */
function drawn(series, place, paint, shared, lying) {
  const colour = paint.tones[place % TONES.length];
  const base = { name: series.name, data: series.values, color: colour, animation: false };
  if (series.look === "bar" || series.look === "limit") {
    const tone = series.look === "limit" ? paint.tones[1] : colour;
    const label = { show: lying, position: "right", color: paint.ink, fontFamily: paint.font, fontSize: 13, formatter: (/** @type {any} */ bar) => series.words[bar.dataIndex] ?? "" };
    return { ...base, color: tone, type: "bar", stack: "reached".concat(shared ? "" : String(place)), barMaxWidth: 34, label, itemStyle: { borderColor: tone, borderWidth: 1 } };
  }
  if (series.look === "mark") {
    return { ...base, type: "bar", barMaxWidth: 10, barGap: "10%", itemStyle: { color: "transparent", borderColor: paint.ink, borderWidth: 1.5, decal: { symbol: "none" } } };
  }
  const dash = series.look === "dash" ? DASHES[1 + (place % (DASHES.length - 1))] : "solid";
  const alone = series.values.filter((value) => value !== null).length < 2;
  return {
    ...base, type: "line", connectNulls: false, symbol: SYMBOLS[place % SYMBOLS.length],
    symbolSize: series.look === "dash" ? (alone ? 9 : 5) : 8, showAllSymbol: true,
    lineStyle: { width: series.look === "dash" ? 2 : 3, type: dash, color: colour },
    itemStyle: { color: series.look === "dash" ? paint.surface : colour, borderColor: colour, borderWidth: 1.5 },
  };
}

/** How high the names of the series stand below the drawing, broken into rows as ECharts does. @param {Data} data @param {ReturnType<typeof colours>} paint @param {number} width @returns {number} */
function legendHeight(data, paint, width) {
  if (data.series.length < 2) return 10;
  const pen = document.createElement("canvas").getContext("2d");
  let rows = 1, used = 0;
  for (const { name } of data.series) {
    if (pen) pen.font = `13px ${paint.font}`;
    const wide = LEGEND.item + LEGEND.gap + (pen ? pen.measureText(name).width : name.length * 8);
    if (used && used + wide > width - LEGEND.edge) { rows += 1; used = 0; }
    used += wide;
  }
  return LEGEND.edge + rows * LEGEND.row;
}

/** How high lying bars are drawn. @param {Data} data @param {ReturnType<typeof colours>} paint @param {number} width @returns {number} */
function lyingHeight(data, paint, width) {
  return Math.max(160, 20 + legendHeight(data, paint, width) + data.labels.length * 22 * Math.max(1, data.series.length));
}

/** What ECharts draws. @param {HTMLElement} figure @param {Data} data @param {ReturnType<typeof colours>} paint @param {number} width */
function option(figure, data, paint, width) {
  const lying = figure.dataset.chart === "hbar";
  const text = { color: paint.ink2, fontFamily: paint.font, fontSize: 13 };
  const names = {
    type: "category", data: data.labels, inverse: lying, axisLine: { lineStyle: { color: paint.strong } },
    axisTick: { show: false },
    axisLabel: { ...text, hideOverlap: !lying, interval: lying ? 0 : "auto", width: lying ? Math.min(260, width * 0.36) : undefined, overflow: lying ? "break" : undefined },
  };
  const whole = data.series.every((series) => series.values.every((value) => value === null || Number.isInteger(value)));
  const most = Math.max(0, ...data.series.flatMap((series) => series.values.map((value) => value ?? 0)));
  const step = lying && figure.dataset.unit === "%" && most <= 200 ? (width < 500 ? 50 : 25) : undefined; // the mark of 100 is always there
  const amounts = {
    type: "value", minInterval: whole ? 1 : 0, interval: step, max: step && Math.max(100, Math.ceil(most / step) * step), scale: figure.dataset.chart === "line", splitNumber: width < 500 ? 3 : 5, name: lying ? "" : figure.dataset.unit ?? "",
    nameTextStyle: { ...text, align: "left" }, nameGap: 12,
    axisLabel: { ...text, hideOverlap: true, formatter: (/** @type {number} */ value) => NUMBER.format(value) },
    splitLine: { lineStyle: { color: paint.line } },
  };
  return {
    animation: false,
    textStyle: { fontFamily: paint.font },
    aria: { enabled: true, label: { description: figure.dataset.description ?? "" }, decal: { show: true } },
    legend: { show: data.series.length > 1, bottom: 0, left: "center", itemWidth: 30, selectedMode: false, textStyle: { ...text, color: paint.ink }, data: data.series.map((each) => each.name) },
    grid: { left: 8, right: lying ? 52 : 20, top: lying ? 10 : 34, bottom: legendHeight(data, paint, width), containLabel: true },
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true, transitionDuration: 0, backgroundColor: paint.surface, borderColor: paint.strong,
      textStyle: { ...text, color: paint.ink }, axisPointer: { type: lying ? "shadow" : "line", lineStyle: { color: paint.strong }, shadowStyle: { color: paint.strong, opacity: 0.12 } },
      formatter: (/** @type {any} */ parts) => told(data, parts[0]?.dataIndex ?? 0),
    },
    xAxis: lying ? amounts : names,
    yAxis: lying ? names : amounts,
    series: data.series.map((series, place) => drawn(series, place, paint, data.series.some((each) => each.look === "limit"), lying)),
  };
}

/** One row in words. @param {Data} data @param {number} place @returns {string} */
function told(data, place) {
  return [data.labels[place], ...data.series.map((series) => `${series.name}: ${series.words[place] || "–"}`)].join("\n");
}

/** Draw a figure. @param {HTMLElement} figure */
function draw(figure) {
  const table = figure.querySelector("table");
  const plot = figure.querySelector("[data-chart-plot]");
  if (!(table instanceof HTMLTableElement) || !(plot instanceof HTMLElement)) return;
  const data = read(table);
  if (!data.series.some((series) => series.values.some((value) => value !== null))) return;
  plot.hidden = false;
  const lying = figure.dataset.chart === "hbar";
  /** @param {number} width */
  const tall = (width) => lying ? lyingHeight(data, colours(figure), width) : 0;
  if (lying) plot.style.height = `${tall(plot.clientWidth)}px`;
  const chart = library.init(plot, null, { renderer: "svg" });
  const show = () => {
    const paper = matchMedia("print").matches;
    if (lying) plot.style.height = `${tall(paper ? PAPER.width : plot.clientWidth)}px`;
    const box = plot.getBoundingClientRect();
    const width = paper ? PAPER.width : box.width, height = paper ? tall(width) || PAPER.height : box.height;
    chart.resize({ width, height, silent: true });
    chart.setOption(option(figure, data, colours(figure), width), true);
    if (paper) chart.dispatchAction({ type: "hideTip" });
    const svg = plot.querySelector("svg");
    svg?.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg?.setAttribute("aria-hidden", "true");
  };
  show();
  chart.on("click", (/** @type {any} */ event) => follow(data.series[event.seriesIndex]?.links[event.dataIndex]));
  keys(figure, plot, chart, data);
  repaint.push(show);
  new ResizeObserver(() => { if (plot.clientWidth && Math.abs(plot.clientWidth - chart.getWidth()) > 1 && !matchMedia("print").matches) show(); }).observe(plot);
  const behind = figure.querySelector("details");
  if (behind && figure.dataset.folded !== undefined) behind.open = false;
  let before = behind?.open ?? false;
  matchMedia("print").addEventListener("change", ({ matches }) => { // paper shows the table too
    if (!behind) return;
    if (matches) before = behind.open;
    behind.open = matches || before;
  });
  const button = figure.querySelector("[data-chart-picture]");
  if (button instanceof HTMLButtonElement) {
    button.hidden = false;
    button.addEventListener("click", () => picture(figure, data));
  }
}

/** Go where a point leads. @param {string | undefined} link */
function follow(link) {
  if (link) location.assign(link);
}

/** Arrow keys walk along the rows and read them aloud, Enter follows the first link of a row.
 * @param {HTMLElement} figure @param {HTMLElement} plot @param {any} chart @param {Data} data */
function keys(figure, plot, chart, data) {
  const voice = figure.querySelector("[data-chart-voice]");
  let place = -1;
  plot.addEventListener("keydown", (event) => {
    const last = data.labels.length - 1;
    const steps = new Map([["ArrowRight", 1], ["ArrowDown", 1], ["ArrowLeft", -1], ["ArrowUp", -1]]);
    const step = steps.get(event.key);
    if (event.key === "Enter" && place >= 0) follow(data.series.map((series) => series.links[place]).find((link) => link));
    else if (event.key === "Escape" && place >= 0) chart.dispatchAction({ type: "hideTip" });
    else if (step || event.key === "Home" || event.key === "End") {
      event.preventDefault();
      place = event.key === "Home" ? 0 : event.key === "End" ? last : Math.min(last, Math.max(0, place < 0 ? last : place + (step ?? 0)));
      const shown = data.series.findIndex((series) => series.values[place] !== null);
      chart.dispatchAction({ type: "showTip", seriesIndex: Math.max(0, shown), dataIndex: place });
      if (voice) voice.textContent = told(data, place).replaceAll("\n", "; ");
    }
  });
  plot.addEventListener("blur", () => chart.dispatchAction({ type: "hideTip" }));
}

/** Break words into lines that fit. @param {CanvasRenderingContext2D} pen @param {string} words @param {number} width @returns {string[]} */
function broken(pen, words, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Save a picture on white, with title, sources and the day. @param {HTMLElement} figure @param {Data} data */
function picture(figure, data) {
  const bright = document.createElement("div");
  bright.dataset.bsTheme = "light";
  bright.hidden = true;
  document.body.append(bright);
  const paint = colours(bright);
  bright.remove();
  const sheet = document.createElement("canvas");
  const pen = sheet.getContext("2d");
  if (!pen) return;
  const { width, edge, line } = PICTURE;
  const height = figure.dataset.chart === "hbar" ? Math.max(PICTURE.height, 80 + data.labels.length * 26 * data.series.length) : PICTURE.height;
  const bold = `600 24px ${paint.font}`, plain = `17px ${paint.font}`;
  pen.font = bold;
  const title = broken(pen, figure.dataset.title ?? "", width - 2 * edge);
  pen.font = plain;
  const below = [figure.dataset.note ?? "", figure.dataset.asOf ?? ""].flatMap((words) => broken(pen, words, width - 2 * edge));
  sheet.width = 2 * width;
  sheet.height = 2 * (2 * edge + (title.length + below.length) * line + height + 16);
  pen.scale(2, 2);
  pen.fillStyle = paint.surface;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  let top = edge + 18;
  /** @param {string[]} lines @param {string} font @param {string} colour */
  const write = (lines, font, colour) => {
    pen.font = font;
    pen.fillStyle = colour;
    for (const each of lines) {
      pen.fillText(each, edge, top);
      top += line;
    }
  };
  write(title, bold, paint.ink);
  const chart = library.init(document.createElement("div"), null, { renderer: "canvas", width: width - 2 * edge, height, devicePixelRatio: 2 });
  chart.setOption(option(figure, data, paint, width));
  pen.drawImage(chart.renderToCanvas({ pixelRatio: 2, backgroundColor: paint.surface }), edge, top - 10, width - 2 * edge, height);
  chart.dispose();
  top += height + 16;
  write(below, plain, paint.ink2);
  sheet.toBlob((blob) => {
    if (!blob) return;
    const way = document.createElement("a");
    way.href = URL.createObjectURL(blob);
    way.download = `${figure.dataset.file || "bieu-do"}.png`;
    way.click();
    setTimeout(() => URL.revokeObjectURL(way.href), 1000);
  }, "image/png");
}

/** @type {(() => void)[]} */
const repaint = [];
const again = () => repaint.forEach((show) => show());

if (library) {
  for (const figure of document.querySelectorAll("figure[data-chart]")) if (figure instanceof HTMLElement) draw(figure);
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  matchMedia("print").addEventListener("change", again);
  document.fonts?.ready.then(again);
}
