// Makes static/vendor/echarts/echarts.min.js from the packages of the npm registry, the same bytes each time:
//   mkdir /tmp/echarts && cd /tmp/echarts && npm init -y && npm install echarts@6.1.0 zrender@6.1.0 tslib@2.3.0 esbuild@0.28.2
//   node <project>/scripts/echarts.mjs /tmp/echarts <project>/src/giaoban/site/static/vendor/echarts
// Only what our charts use is taken in: lines, bars, their axes, legend, mark lines, tips, decals and the description for screen
// readers; the SVG renderer for pages, the canvas renderer for pictures. Nothing of the packages is changed.
import { createRequire } from "node:module";
import { copyFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

const [from, to] = process.argv.slice(2).map((each) => resolve(each));
const packages = join(from, "node_modules");
const esbuild = createRequire(join(from, "package.json"))("esbuild");

const ENTRY = `
import * as core from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
core.use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer, SVGRenderer]);
export const { init, version } = core;
`;
mkdirSync(to, { recursive: true });
await esbuild.build({
  stdin: { contents: ENTRY, resolveDir: from },
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "echarts",
  target: "es2020",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  outfile: join(to, "echarts.min.js"),
});
for (const [source, name] of [["echarts/LICENSE", "LICENSE"], ["echarts/NOTICE", "NOTICE"], ["echarts/licenses/LICENSE-d3", "LICENSE-d3"], ["zrender/LICENSE", "LICENSE-zrender"], ["tslib/LICENSE.txt", "LICENSE-tslib"]])
  copyFileSync(join(packages, source), join(to, name));
